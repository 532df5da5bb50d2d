package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {
  private final Graph graph = new Graph("test");
  private final Value x = graph.input("x", DataType.FLOAT, Shape.of(Dim.named("n"), Dim.of(2)));

  private static List<String> names(Probes probes) {
    return probes.probes().stream().map(probe -> probe.value().name()).toList();
  }

  private double[] squares(float... content) {
    try (Tensor tensor = Tensor.of(content, content.length / 2, 2);
        Session session = Session.open("test graph", graph.toModel(), new SessionOptions(1, null));
        Outputs outputs = session.run(Map.of("x", tensor), Set.of("squares"), Map.of())) {
      return outputs.doubles("squares");
    }
  }

  @Test
  void probes_are_the_computed_values_that_outputs_depend_on_in_order() {
    x.exp(); // nothing depends on it
    Value moved = x.times(3).transpose(1, 0).reshape(Shape.of(Dim.of(2), Dim.named("n")));
    graph.output("y", graph.scope("sum", () -> moved.tanh().sumAll()));
    graph.output("n", x.greaterThan(1).cast(DataType.FLOAT));
    Probes probes = Probes.addTo(graph, "squares");
    assertThat(names(probes)).containsExactly("Mul", "sum/Tanh", "sum/ReduceSum");
    assertThat(probes.probes())
        .extracting(Probes.Probe::operator)
        .containsExactly("Mul", "Tanh", "ReduceSum");
  }

  @Test
  void probe_measures_the_sum_of_squares() {
    graph.output("y", x.times(2));
    graph.output("z", x.plus(1).sumAll());
    Probes.addTo(graph, "squares");
    assertThat(squares(1, -2, 3, 0.5f)).containsExactly(57, 4 + 1 + 16 + 2.25, 6.5 * 6.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 50})
  void measures_stand_in_the_order_of_the_probes(int count) {
    Value y = x;
    for (int i = 0; i < count; i++) {
      y = y.plus(1);
    }
    graph.output("y", y);
    Probes probes = Probes.addTo(graph, "squares");
    assertThat(probes.probes()).hasSize(count);
    double[] squares = squares(0, 0);
    for (int i = 0; i < count; i++) {
      assertThat(squares[i]).isEqualTo(2.0 * (i + 1) * (i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void measure_is_not_finite_where_an_element_is_not(float bad) {
    graph.output("y", x.times(2));
    Probes.addTo(graph, "squares");
    assertThat(squares(1, 2, 3, bad)[0]).matches(square -> !Double.isFinite(square));
  }

  @Test
  void measure_of_the_largest_float32_numbers_is_finite() {
    graph.output("y", x.times(-1));
    Probes.addTo(graph, "squares");
    assertThat(squares(Float.MAX_VALUE, 0)).containsExactly(Math.pow(Float.MAX_VALUE, 2));
  }

  @Test
  void values_before_a_probe_are_those_it_is_computed_from() {
    Value a = x.exp();
    Value b = x.tanh();
    Value c = a.transpose(1, 0).matMul(b);
    Value d = b.plus(1);
    graph.output("c", c);
    graph.output("d", d);
    Probes probes = Probes.addTo(graph, "squares");
    assertThat(names(probes)).containsExactly("Exp", "Tanh", "MatMul", "Add");
    assertThat(probes.before(0)).isEmpty();
    assertThat(probes.before(2)).containsExactly(0, 1);
    assertThat(probes.before(3)).containsExactly(1);
  }
}
