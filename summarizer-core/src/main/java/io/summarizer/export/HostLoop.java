package io.summarizer.export;

import com.google.common.collect.ImmutableSet;
import io.summarizer.ExportFormat;
import io.summarizer.lifecycle.Opening;
import io.summarizer.model.T5Config;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Greedy generation with an encoder and decoders, step by step, with the caches in Java. */
final class HostLoop implements ExportedModel {
  private static final String PRESENT = "present.";
  private static final String PAST = "past_key_values.";

  private final T5Config config;
  private final int maxNewTokens;
  private final boolean merged;
  private final Session encoder;
  private final Session first;
  private final @Nullable Session next;

  HostLoop(
      Layout layout, Path directory, T5Config config, int maxNewTokens, SessionOptions options) {
    this.config = config;
    this.maxNewTokens = maxNewTokens;
    this.merged = layout.format() == ExportFormat.TRANSFORMERS_JS;
    String decoder = merged ? GraphNames.DECODER_MERGED : GraphNames.DECODER;
    try (Opening opening = new Opening()) {
      this.encoder = open(layout.file(directory, GraphNames.ENCODER), options, opening);
      this.first = open(layout.file(directory, decoder), options, opening);
      this.next =
          merged
              ? null
              : open(layout.file(directory, GraphNames.DECODER_WITH_PAST), options, opening);
      opening.keep();
    }
  }

  private static Session open(Path file, SessionOptions options, Opening opening) {
    return opening.add(Session.open(file, options), Session::close);
  }

  /** The tensors of a batch that are alive, by the names under which decoders want them. */
  private final class Batch implements AutoCloseable {
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final int size;

    Batch(List<int[]> sources) {
      this.size = sources.size();
      int length = sources.stream().mapToInt(ids -> ids.length).max().orElseThrow();
      long[] ids = new long[size * length];
      long[] mask = new long[size * length];
      Arrays.fill(ids, config.padTokenId());
      for (int row = 0; row < size; row++) {
        int[] source = sources.get(row);
        for (int i = 0; i < source.length; i++) {
          ids[row * length + i] = source[i];
          mask[row * length + i] = 1;
        }
      }
      put(DecoderGraph.ENCODER_ATTENTION_MASK, Tensor.of(mask, size, length));
      try (Tensor source = Tensor.of(ids, size, length)) {
        Map<String, Tensor> inputs =
            Map.of(
                EncoderGraph.INPUT_IDS,
                source,
                EncoderGraph.ATTENTION_MASK,
                get(DecoderGraph.ENCODER_ATTENTION_MASK));
        Set<String> wanted = Set.of(EncoderGraph.LAST_HIDDEN_STATE);
        try (Outputs outputs = encoder.run(inputs, wanted, Map.of())) {
          put(DecoderGraph.ENCODER_HIDDEN_STATES, copy(outputs, EncoderGraph.LAST_HIDDEN_STATE));
        }
      }
      if (merged) {
        for (String name : caches(true)) {
          put(PAST + name, Tensor.floats(size, config.numHeads(), 0, config.dKv()));
        }
      }
    }

    Tensor get(String name) {
      return Objects.requireNonNull(tensors.get(name));
    }

    private void put(String name, Tensor tensor) {
      Tensor old = tensors.put(name, tensor);
      if (old != null) {
        old.close();
      }
    }

    /** Decodes a token of each row; returns the likeliest next ones. */
    long[] step(long[] tokens, boolean isFirst) {
      put(EncoderGraph.INPUT_IDS, Tensor.of(tokens, size, 1));
      Session decoder = isFirst || next == null ? first : next;
      if (merged) {
        put(DecoderGraph.USE_CACHE_BRANCH, Tensor.of(!isFirst));
      }
      Map<String, Tensor> inputs = new HashMap<>(tensors);
      if (!isFirst && !merged) {
        inputs.remove(DecoderGraph.ENCODER_HIDDEN_STATES);
      }
      Set<String> made = caches(isFirst);
      ImmutableSet.Builder<String> wanted = ImmutableSet.builder();
      wanted.add(DecoderGraph.LOGITS);
      made.forEach(name -> wanted.add(PRESENT + name));
      try (Outputs outputs = decoder.run(inputs, wanted.build(), Map.of())) {
        made.forEach(name -> put(PAST + name, copy(outputs, PRESENT + name)));
        return likeliest(outputs.floats(DecoderGraph.LOGITS), size);
      }
    }

    @Override
    public void close() {
      tensors.values().forEach(Tensor::close);
    }
  }

  /** The caches that a step makes: those of the source only the first. */
  private Set<String> caches(boolean ofSource) {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      for (String kind : List.of(".key", ".value")) {
        names.add(block + ".decoder" + kind);
        if (ofSource) {
          names.add(block + ".encoder" + kind);
        }
      }
    }
    return names.build();
  }

  private static Tensor copy(Outputs outputs, String name) {
    return Tensor.of(outputs.floats(name), outputs.shape(name));
  }

  private static long[] likeliest(float[] logits, int rows) {
    int vocabulary = logits.length / rows;
    long[] tokens = new long[rows];
    for (int row = 0; row < rows; row++) {
      int start = row * vocabulary;
      int best = 0;
      for (int token = 1; token < vocabulary; token++) {
        best = logits[start + token] > logits[start + best] ? token : best;
      }
      tokens[row] = best;
    }
    return tokens;
  }

  @Override
  public List<int[]> generate(List<int[]> sources) {
    List<List<Integer>> generated = new ArrayList<>();
    sources.forEach(source -> generated.add(new ArrayList<>()));
    boolean[] ended = new boolean[sources.size()];
    long[] tokens = new long[sources.size()];
    Arrays.fill(tokens, config.decoderStartTokenId());
    try (Batch batch = new Batch(sources)) {
      for (int step = 0; step < maxNewTokens && !all(ended); step++) {
        tokens = batch.step(tokens, step == 0);
        for (int row = 0; row < tokens.length; row++) {
          if (ended[row]) {
            tokens[row] = config.padTokenId();
          } else {
            generated.get(row).add((int) tokens[row]);
            ended[row] = config.isEos(tokens[row]);
          }
        }
      }
    }
    return generated.stream()
        .map(ids -> ids.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private static boolean all(boolean[] conditions) {
    for (boolean condition : conditions) {
      if (!condition) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    encoder.close();
    first.close();
    if (next != null) {
      next.close();
    }
  }
}
