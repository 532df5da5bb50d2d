package io.summarizer.generate;

import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every graph that this package builds, for tests that look at all of them. */
public final class GenerationGraphs {
  private static final List<GenerationOptions> ALL =
      List.of(
          GenerationOptions.defaults(),
          GenerationOptions.builder().beams(4).build(),
          GenerationOptions.builder().beams(4).returnedSummaries(4).lengthPenalty(-1).build(),
          GenerationOptions.builder()
              .beams(2)
              .earlyStopping(EarlyStopping.NEVER)
              .minNewTokens(3)
              .noRepeatNgram(3)
              .repetitionPenalty(1.5)
              .forbiddenTokens(List.of(List.of(5), List.of(6, 7)))
              .forcedFirstToken(9)
              .build(),
          GenerationOptions.builder().beams(2).earlyStopping(EarlyStopping.WHEN_ENOUGH).build(),
          GenerationOptions.builder()
              .noRepeatNgram(2)
              .repetitionPenalty(1.5)
              .minNewTokens(3)
              .build(),
          GenerationOptions.builder()
              .doSample(true)
              .returnedSummaries(2)
              .temperature(0.7)
              .topK(10)
              .topP(0.9)
              .minP(0.1)
              .build());

  private static final List<Arithmetic> NATIVE =
      List.of(
          Arithmetic.FLOAT32,
          new Arithmetic(DataType.FLOAT16, false),
          new Arithmetic(DataType.BFLOAT16, false));

  private GenerationGraphs() {}

  /** The graphs of a network, by what they are. */
  public static Map<String, Graph> of(T5Config config) {
    ParameterLayout layout = ParameterLayout.of(T5Parameters.of(config, true), 1);
    Map<String, Graph> graphs = new LinkedHashMap<>();
    for (Arithmetic arithmetic : NATIVE) {
      for (GenerationOptions options : ALL) {
        SearchSpec spec = SearchSpec.of(options);
        String name = options + " in " + arithmetic.type();
        graphs.put(name, SearchGraph.build(config, layout, arithmetic, spec));
        if (!spec.beams()) {
          SearchGraph.Steps steps = SearchGraph.steps(config, layout, arithmetic, spec);
          graphs.put("beginning of " + name, steps.beginning());
          graphs.put("step of " + name, steps.step());
        }
      }
    }
    return graphs;
  }
}
