package io.summarizer.generate;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.GenerationOptions;
import io.summarizer.model.T5Config;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.runtime.InputTensor;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** One run of a search token by token, for one summary of one source. */
final class SteppedRun {
  private final T5Config config;
  private final SearchSpec spec;
  private final GenerationOptions options;
  private final List<int[]> source;
  private int shown;

  SteppedRun(T5Config config, SearchSpec spec, GenerationOptions options, int[] source) {
    this.config = config;
    this.spec = spec;
    this.options = options;
    this.source = List.of(source);
  }

  /** Runs the search until its end or until {@code onToken} says so. */
  Generated on(StepSessions sessions, ParameterBlocks parameters, IntPredicate onToken)
      throws InterruptedException {
    try (Outputs beginning = begin(sessions, parameters);
        SearchInputs inputs = new SearchInputs()) {
      inputs.putOptions(spec, options, source);
      Map<String, InputTensor> given = new HashMap<>();
      parameters.bind(SearchGraph.PARAMETERS, given);
      sessions.kept().forEach(name -> given.put(name, beginning.held(name)));
      Map<String, InputTensor> state = new HashMap<>();
      sessions.carried().forEach(name -> state.put(name, beginning.held(name)));
      return steps(sessions, inputs, given, state, onToken);
    }
  }

  /** How many tokens there have been. */
  int shown() {
    return shown;
  }

  private Outputs begin(StepSessions sessions, ParameterBlocks parameters)
      throws InterruptedException {
    try (SearchInputs inputs = new SearchInputs()) {
      inputs.putSources(config, source);
      Map<String, InputTensor> all = inputs.tensors();
      parameters.bind(SearchGraph.PARAMETERS, all);
      Set<String> outputs = new TreeSet<>(sessions.kept());
      outputs.addAll(sessions.carried());
      return sessions.beginning().runInterruptibly(all, outputs);
    }
  }

  /**
   * Steps until the end.
   *
   * @param inputs to which those are added that are different in every step
   * @param given the other inputs of all steps
   * @param state the inputs of the first that later ones have from the step before
   */
  private Generated steps(
      StepSessions sessions,
      SearchInputs inputs,
      Map<String, InputTensor> given,
      Map<String, InputTensor> state,
      IntPredicate onToken)
      throws InterruptedException {
    Set<String> outputs = new TreeSet<>(Set.of(SearchGraph.TOKENS, SearchGraph.SCORES));
    sessions.carried().forEach(name -> outputs.add(StepLoop.next(name)));
    ImmutableIntArray.Builder ids = ImmutableIntArray.builder();
    Outputs before = null;
    try {
      for (int round = 0; ; round++) {
        inputs.put(StepLoop.ROUND, Tensor.of(new long[] {round}));
        inputs.putLimit(round + 1); // of this step: only beams look further ahead
        Map<String, InputTensor> all = inputs.tensors();
        all.putAll(given);
        all.putAll(state);
        Outputs now = sessions.step().runInterruptibly(all, outputs);
        if (before != null) {
          before.close();
        }
        before = now;
        sessions.carried().forEach(name -> state.put(name, now.held(StepLoop.next(name))));
        int token = (int) now.longs(SearchGraph.TOKENS)[0];
        ids.add(token);
        boolean ended = token == config.eosTokenId();
        shown++;
        if (!onToken.test(token) || ended || round + 1 == options.maxNewTokens()) {
          float sum = now.floats(SearchGraph.SCORES)[0];
          return new Generated(ids.build(), sum / SearchInputs.norm(options, round + 1), ended);
        }
      }
    } finally {
      if (before != null) {
        before.close();
      }
    }
  }
}
