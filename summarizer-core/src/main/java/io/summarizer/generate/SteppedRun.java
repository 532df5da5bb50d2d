package io.summarizer.generate;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.GenerationOptions;
import io.summarizer.model.T5Config;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.runtime.InputTensor;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Tensor;
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
      inputs.putLimit(0); // both are set in every step
      inputs.put(StepLoop.ROUND, Tensor.of(new long[1]));
      Map<String, InputTensor> all = inputs.tensors();
      parameters.bind(SearchGraph.PARAMETERS, all);
      sessions.kept().forEach(name -> all.put(name, beginning.held(name)));
      sessions.carried().forEach(name -> all.put(name, beginning.held(name)));
      return steps(sessions, inputs, all, onToken);
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

  /** Steps until the end; {@code all} are the inputs of the first step. */
  private Generated steps(
      StepSessions sessions, SearchInputs own, Map<String, InputTensor> all, IntPredicate onToken)
      throws InterruptedException {
    Set<String> outputs = new TreeSet<>(Set.of(SearchGraph.TOKENS, SearchGraph.SCORES));
    sessions.carried().forEach(name -> outputs.add(StepLoop.next(name)));
    ImmutableIntArray.Builder ids = ImmutableIntArray.builder();
    Outputs last = null;
    try {
      while (true) {
        own.get(StepLoop.ROUND).longs().put(0, shown);
        // The limit of this step: without beams a search does not look further ahead.
        own.get(SearchGraph.MAX_NEW_TOKENS).longs().put(0, shown + 1);
        Outputs now = sessions.step().runInterruptibly(all, outputs);
        if (last != null) {
          last.close();
        }
        last = now;
        sessions.carried().forEach(name -> all.put(name, now.held(StepLoop.next(name))));
        int token = (int) now.longs(SearchGraph.TOKENS)[0];
        ids.add(token);
        shown++;
        boolean ended = config.isEos(token);
        if (!onToken.test(token) || ended || shown == options.maxNewTokens()) {
          float sum = now.floats(SearchGraph.SCORES)[0];
          return new Generated(ids.build(), sum / SearchInputs.norm(options, shown), ended);
        }
      }
    } finally {
      if (last != null) {
        last.close();
      }
    }
  }
}
