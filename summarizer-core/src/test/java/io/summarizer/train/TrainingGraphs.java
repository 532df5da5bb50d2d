package io.summarizer.train;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every graph that this package builds, for tests that look at all of them. */
public final class TrainingGraphs {
  private static final List<Arithmetic> NATIVE =
      List.of(
          Arithmetic.FLOAT32,
          new Arithmetic(DataType.FLOAT16, false),
          new Arithmetic(DataType.BFLOAT16, false));
  private static final AdamW ADAMW = new AdamW(0.9, 0.999, 1e-8, 0.01);

  private TrainingGraphs() {}

  /** The graphs of a network, by what they are. */
  public static Map<String, Graph> of(T5Config config) {
    Map<String, Graph> graphs = new LinkedHashMap<>();
    List<ParameterSpec> parameters = T5Parameters.of(config, true);
    for (long blockElements : new long[] {1, 1 << 20}) {
      ParameterLayout layout = ParameterLayout.of(parameters, blockElements);
      graphs.put("evaluation, blocks " + blockElements, EvaluationGraph.build(config, layout));
      for (Arithmetic arithmetic : NATIVE) {
        for (boolean dropout : new boolean[] {false, true}) {
          for (boolean accumulates : new boolean[] {false, true}) {
            for (boolean loops : new boolean[] {false, true}) {
              var form = new TrainingGraph.Form(dropout, accumulates, loops, 1, arithmetic);
              graphs.put(
                  "training, blocks " + blockElements + ", " + form,
                  TrainingGraph.build(config, layout, ADAMW, form).graph());
            }
          }
        }
      }
    }
    return graphs;
  }
}
