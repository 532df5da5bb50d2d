package io.summarizer.generate;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.GenerationOptions;
import io.summarizer.model.T5Config;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.runtime.InputTensor;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of a search: a batch of sources to its inputs, its outputs to summaries. */
final class SearchRun {
  private static final Set<String> OF_LANES =
      Set.of(
          WholeLoop.ENDS,
          WholeLoop.WIDTHS,
          WholeLoop.NUMBERS,
          SearchGraph.TOKENS,
          SearchGraph.SCORES);
  private static final Set<String> OF_POOL =
      ImmutableSet.<String>builder()
          .addAll(OF_LANES)
          .add(SearchGraph.LANES, SearchGraph.SUMMARIES)
          .build();

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
  List<List<Generated>> on(Session session, ParameterBlocks parameters)
      throws InterruptedException {
    try (SearchInputs inputs = SearchInputs.of(config, spec, options, sources)) {
      Map<String, InputTensor> all = inputs.tensors();
      parameters.bind(SearchGraph.PARAMETERS, all);
      try (Outputs outputs = session.runInterruptibly(all, spec.beams() ? OF_POOL : OF_LANES)) {
        Stretches results = new Stretches(outputs, sources.size(), spec.lanes());
        return spec.beams() ? ofPool(results) : ofLanes(results);
      }
    }
  }

  // ---- outputs

  /** Each lane's tokens up to its end token. */
  private List<List<Generated>> ofLanes(Stretches outputs) {
    long[] tokens = outputs.rows(SearchGraph.TOKENS);
    float[] scores = outputs.lastFloats(SearchGraph.SCORES);
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
          ended = config.isEos(tokens[place]);
        }
        ofSource.add(generated(ids.build(), scores[row]));
      }
      results.add(ofSource);
    }
    return results;
  }

  private Generated generated(ImmutableIntArray ids, float sum) {
    return new Generated(ids, sum / SearchInputs.norm(options, ids.length()), ends(ids));
  }

  private boolean ends(ImmutableIntArray ids) {
    return config.isEos(ids.get(ids.length() - 1));
  }

  private List<List<Generated>> ofPool(Stretches outputs) {
    BeamTrace trace =
        new BeamTrace(
            outputs.rows(SearchGraph.TOKENS),
            outputs.rows(SearchGraph.LANES),
            sources.size(),
            spec.lanes(),
            config.vocabSize());
    float[] scores = outputs.lastFloats(SearchGraph.SCORES);
    long[] codes = outputs.lastLongs(SearchGraph.SUMMARIES);
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
