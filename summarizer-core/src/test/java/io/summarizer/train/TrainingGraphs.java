package io.summarizer.train;

import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Probes;
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
  private static final List<Optimizer> OPTIMIZERS =
      List.of(
          Optimizer.adamW(),
          Optimizer.adafactor(),
          Optimizer.adafactor().relativeStep(true).scaleParameter(true).warmupInit(true));

  private TrainingGraphs() {}

  /** The graphs of a network, by what they are. */
  public static Map<String, Graph> of(T5Config config) {
    Map<String, Graph> graphs = new LinkedHashMap<>();
    List<ParameterSpec> parameters = T5Parameters.of(config, true);
    for (long blockElements : new long[] {1, 1 << 20}) {
      ParameterLayout layout = ParameterLayout.of(parameters, blockElements);
      graphs.put("evaluation, blocks " + blockElements, EvaluationGraph.build(config, layout));
      for (Optimizer optimizer : OPTIMIZERS) {
        var form = new TrainingGraph.Form(0, false, true, true, true, Arithmetic.FLOAT32, false);
        graphs.put(
            "training, blocks " + blockElements + ", " + optimizer,
            TrainingGraph.build(config, layout, optimization(optimizer), form).graph());
      }
      for (Arithmetic arithmetic : NATIVE) {
        for (double dropout : new double[] {0, 0.1}) {
          for (boolean accumulates : new boolean[] {false, true}) {
            for (boolean loops : new boolean[] {false, true}) {
              for (boolean recomputes : new boolean[] {false, true}) {
                var form =
                    new TrainingGraph.Form(
                        dropout, false, true, accumulates, loops, arithmetic, recomputes);
                graphs.put(
                    "training, blocks " + blockElements + ", " + form,
                    TrainingGraph.build(config, layout, optimization(Optimizer.adamW()), form)
                        .graph());
              }
            }
            var form =
                new TrainingGraph.Form(dropout, false, true, accumulates, false, arithmetic, false);
            graphs.put(
                "probes, blocks " + blockElements + ", " + form, probed(config, layout, form));
          }
        }
      }
    }
    return graphs;
  }

  private static Graph probed(T5Config config, ParameterLayout layout, TrainingGraph.Form form) {
    Graph graph =
        TrainingGraph.passes(config, layout, optimization(Optimizer.adamW()), form).graph();
    Probes.addTo(graph, "squares");
    return graph;
  }

  private static Optimization optimization(Optimizer optimizer) {
    return new Optimization(
        optimizer, new LearningRate(Schedule.linear(), 1e-3, 10, 100), 0.01, 1, 0.1);
  }
}
