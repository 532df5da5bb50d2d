package io.summarizer.generate;

import io.summarizer.GenerationOptions;
import io.summarizer.lifecycle.Opening;
import io.summarizer.model.T5Config;
import io.summarizer.runtime.InputTensor;
import io.summarizer.runtime.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What goes into a search, but for the parameters; closing frees it. */
final class SearchInputs implements AutoCloseable {
  private final Map<String, Tensor> tensors = new HashMap<>();

  /** Those of a batch of sources, all of them. */
  static SearchInputs of(
      T5Config config, SearchSpec spec, GenerationOptions options, List<int[]> sources) {
    try (Opening opening = new Opening()) {
      SearchInputs inputs = opening.add(new SearchInputs(), SearchInputs::close);
      inputs.putSources(config, sources);
      inputs.putLimit(options.maxNewTokens());
      inputs.putOptions(spec, options, sources);
      opening.keep();
      return inputs;
    }
  }

  void putSources(T5Config config, List<int[]> sources) {
    int length = sources.stream().mapToInt(ids -> ids.length).max().orElseThrow();
    long[] ids = new long[Math.multiplyExact(sources.size(), length)];
    Arrays.fill(ids, config.padTokenId());
    for (int row = 0; row < sources.size(); row++) {
      int[] source = sources.get(row);
      for (int i = 0; i < source.length; i++) {
        ids[row * length + i] = source[i];
      }
    }
    long[] lengths = sources.stream().mapToLong(source -> source.length).toArray();
    put(SearchGraph.SOURCE, Tensor.of(ids, sources.size(), length));
    put(SearchGraph.SOURCE_LENGTHS, Tensor.of(lengths, sources.size()));
  }

  void putLimit(int tokens) {
    put(SearchGraph.MAX_NEW_TOKENS, Tensor.of(new long[] {tokens}));
  }

  /** What the rounds of a search take of the options. */
  void putOptions(SearchSpec spec, GenerationOptions options, List<int[]> sources) {
    if (spec.hasMinimum()) {
      put(SearchGraph.MIN_NEW_TOKENS, Tensor.of(new long[] {options.minNewTokens()}));
    }
    if (spec.beams()) {
      put(SearchGraph.NORMS, Tensor.of(norms(options), options.maxNewTokens()));
    }
    if (spec.draw() != null) {
      int rows = sources.size() * spec.lanes();
      Tensor uniforms = Tensor.floats(options.maxNewTokens(), rows);
      put(SearchGraph.UNIFORMS, uniforms);
      fill(uniforms.floats(), rows, spec.lanes(), options, sources);
    }
  }

  /** Adds a tensor, which is closed with the others. */
  void put(String name, Tensor tensor) {
    tensors.put(name, tensor);
  }

  /** A tensor that was added. */
  Tensor get(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  /** By what the scores of summaries of 1, 2, ... tokens are divided. */
  static float[] norms(GenerationOptions options) {
    float[] norms = new float[options.maxNewTokens()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) norm(options, i + 1);
    }
    return norms;
  }

  /** By what the score of a summary of some length is divided. */
  static double norm(GenerationOptions options, int length) {
    return Math.pow(length, options.lengthPenalty());
  }

  private static void fill(
      FloatBuffer uniforms, int rows, int lanes, GenerationOptions options, List<int[]> sources) {
    for (int row = 0; row < rows; row++) {
      int[] source = sources.get(row / lanes);
      Uniforms.fill(uniforms, rows, row, options.seed(), source, row % lanes);
    }
  }

  /** The tensors by the names of the inputs they are for. */
  Map<String, InputTensor> tensors() {
    return new HashMap<>(tensors);
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
  }
}
