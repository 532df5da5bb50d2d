package io.summarizer.generate;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.GenerationOptions;
import io.summarizer.model.T5Config;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of a search: a batch of sources to its inputs, its outputs to summaries. */
final class SearchRun {
  private final T5Config config;
  private final SearchSpec spec;
  private final GenerationOptions options;
  private final List<int[]> sources;

  SearchRun(T5Config config, SearchSpec spec, GenerationOptions options, List<int[]> sources) {
    this.config = config;
    this.spec = spec;
    this.options = options;
    this.sources = sources;
  }

  /** Runs the search; the result has the summaries of each source. */
  List<List<Generated>> on(Session session, ParameterBlocks parameters) {
    Map<String, Tensor> own = inputs();
    try {
      Map<String, Tensor> all = new HashMap<>(own);
      parameters.bind(SearchGraph.PARAMETERS, all);
      Set<String> outputs =
          spec.beams()
              ? Set.of(
                  SearchGraph.TOKENS, SearchGraph.LANES, SearchGraph.SCORES, SearchGraph.SUMMARIES)
              : Set.of(SearchGraph.TOKENS, SearchGraph.SCORES);
      try (Outputs results = session.run(all, outputs, Map.of())) {
        return spec.beams() ? ofPool(results) : ofLanes(results);
      }
    } finally {
      own.values().forEach(Tensor::close);
    }
  }

  // ---- inputs

  private Map<String, Tensor> inputs() {
    int length = sources.stream().mapToInt(ids -> ids.length).max().orElseThrow();
    long[] ids = new long[sources.size() * length];
    Arrays.fill(ids, config.padTokenId());
    for (int row = 0; row < sources.size(); row++) {
      int[] source = sources.get(row);
      for (int i = 0; i < source.length; i++) {
        ids[row * length + i] = source[i];
      }
    }
    long[] lengths = sources.stream().mapToLong(source -> source.length).toArray();
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put(SearchGraph.SOURCE, Tensor.of(ids, sources.size(), length));
    inputs.put(SearchGraph.SOURCE_LENGTHS, Tensor.of(lengths, sources.size()));
    inputs.put(SearchGraph.MAX_NEW_TOKENS, Tensor.of(new long[] {options.maxNewTokens()}));
    if (spec.hasMinimum()) {
      inputs.put(SearchGraph.MIN_NEW_TOKENS, Tensor.of(new long[] {options.minNewTokens()}));
    }
    if (spec.beams()) {
      inputs.put(SearchGraph.NORMS, Tensor.of(norms(), options.maxNewTokens()));
    }
    if (spec.draw() != null) {
      int rows = sources.size() * spec.lanes();
      inputs.put(SearchGraph.UNIFORMS, Tensor.of(uniforms(rows), options.maxNewTokens(), rows));
    }
    return inputs;
  }

  private float[] norms() {
    float[] norms = new float[options.maxNewTokens()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) norm(i + 1);
    }
    return norms;
  }

  private double norm(int length) {
    return Math.pow(length, options.lengthPenalty());
  }

  private float[] uniforms(int rows) {
    float[] uniforms = new float[options.maxNewTokens() * rows];
    for (int row = 0; row < rows; row++) {
      int[] source = sources.get(row / spec.lanes());
      Uniforms.fill(uniforms, rows, row, options.seed(), source, row % spec.lanes());
    }
    return uniforms;
  }

  // ---- outputs

  /** Each lane's tokens up to its end token. */
  private List<List<Generated>> ofLanes(Outputs outputs) {
    long[] tokens = outputs.longs(SearchGraph.TOKENS);
    float[] scores = outputs.floats(SearchGraph.SCORES);
    int rows = scores.length;
    List<List<Generated>> results = new ArrayList<>();
    for (int source = 0; source < sources.size(); source++) {
      List<Generated> ofSource = new ArrayList<>();
      for (int lane = 0; lane < spec.lanes(); lane++) {
        int row = source * spec.lanes() + lane;
        ImmutableIntArray.Builder ids = ImmutableIntArray.builder();
        boolean ended = false;
        for (int place = row; place < tokens.length && !ended; place += rows) {
          ids.add((int) tokens[place]);
          ended = tokens[place] == config.eosTokenId();
        }
        ofSource.add(generated(ids.build(), scores[row]));
      }
      results.add(ofSource);
    }
    return results;
  }

  private Generated generated(ImmutableIntArray ids, float sum) {
    return new Generated(ids, sum / norm(ids.length()), ends(ids));
  }

  private boolean ends(ImmutableIntArray ids) {
    return ids.get(ids.length() - 1) == config.eosTokenId();
  }

  private List<List<Generated>> ofPool(Outputs outputs) {
    BeamTrace trace =
        new BeamTrace(
            outputs.longs(SearchGraph.TOKENS),
            outputs.longs(SearchGraph.LANES),
            sources.size(),
            spec.lanes(),
            config.vocabSize());
    float[] scores = outputs.floats(SearchGraph.SCORES);
    long[] codes = outputs.longs(SearchGraph.SUMMARIES);
    List<List<Generated>> results = new ArrayList<>();
    for (int source = 0; source < sources.size(); source++) {
      List<Generated> ofSource = new ArrayList<>();
      for (int rank = 0; rank < options.returnedSummaries(); rank++) {
        int place = source * spec.lanes() + rank;
        if (codes[place] == FinishedPool.EMPTY) { // what is banned leaves fewer
          break;
        }
        ImmutableIntArray ids = trace.tokens(source, codes[place]);
        ofSource.add(new Generated(ids, scores[place], ends(ids)));
      }
      results.add(ofSource);
    }
    return results;
  }
}
