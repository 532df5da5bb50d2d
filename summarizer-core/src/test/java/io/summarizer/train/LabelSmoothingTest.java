package io.summarizer.train;

import static io.summarizer.Golden.distance;
import static io.summarizer.train.OptimizationGolden.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.graph.Autodiff;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.network.CrossEntropy;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The loss and its gradient against transformers' LabelSmoother. */
class LabelSmoothingTest {
  private static final JsonNode GOLDEN = OptimizationGolden.read().get("smoothing");
  private static final int BATCH = 4;
  private static final int LENGTH = 3;
  private static final int VOCABULARY = 9;

  static List<JsonNode> runs() {
    List<JsonNode> result = new ArrayList<>();
    GOLDEN.get("runs").forEach(result::add);
    return result;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void loss_and_gradient_are_those_of_transformers(JsonNode run) {
    long[] labels = new long[BATCH * LENGTH];
    long count = 0;
    for (int i = 0; i < labels.length; i++) {
      labels[i] = GOLDEN.get("labels").get(i).asLong();
      count += labels[i] < 0 ? 0 : 1;
    }
    assertThat(count).as("labels that count").isLessThan(labels.length);
    Graph graph = graph(run.get("smoothing").asDouble(), count);
    try (Session session = Session.open("loss", graph.toModel(), new SessionOptions(1, null));
        Tensor logits = Tensor.of(floats(GOLDEN.get("logits")), BATCH, LENGTH, VOCABULARY);
        Tensor ids = Tensor.of(labels, BATCH, LENGTH);
        Outputs outputs =
            session.run(
                Map.of("logits", logits, "labels", ids), Set.of("loss", "gradient"), Map.of())) {
      double loss = run.get("loss").asDouble();
      assertThat((double) outputs.floats("loss")[0]).isCloseTo(loss, within(1e-6 * loss));
      assertThat(distance(outputs.floats("gradient"), floats(run.get("gradient"))))
          .isLessThan(1e-6);
    }
  }

  @Test
  void smoothing_makes_no_further_tensor_of_the_vocabulary_but_a_sum_in_place() {
    assertThat(nodes("Expand", 0.1)).isEqualTo(nodes("Expand", 0));
    assertThat(nodes("ConstantOfShape", 0.1)).isEqualTo(nodes("ConstantOfShape", 0));
  }

  private static long nodes(String op, double smoothing) {
    return graph(smoothing, 1).toModel().getGraph().getNodeList().stream()
        .filter(node -> node.getOpType().equals(op))
        .count();
  }

  private static Graph graph(double smoothing, long count) {
    Graph graph = new Graph("loss");
    Value logits = graph.input("logits", DataType.FLOAT, Shape.of(BATCH, LENGTH, VOCABULARY));
    Value labels = graph.input("labels", DataType.INT64, Shape.of(BATCH, LENGTH));
    Value loss = CrossEntropy.sum(logits, labels, smoothing).times(1.0 / count);
    graph.output("loss", loss);
    graph.output("gradient", Autodiff.gradients(loss, List.of(logits)).get(0));
    return graph;
  }
}
