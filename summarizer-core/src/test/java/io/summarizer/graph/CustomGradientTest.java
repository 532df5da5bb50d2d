package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomGradientTest {
  private final Graph graph = new Graph("test");
  private final Value x = graph.input("x", DataType.DOUBLE, Shape.of(2));
  private final Value y = graph.input("y", DataType.DOUBLE, Shape.of(2));
  private final Map<Value, NdArray> content =
      new HashMap<>(
          Map.of(
              x, NdArray.of(DataType.DOUBLE, List.of(2), 2, 3),
              y, NdArray.of(DataType.DOUBLE, List.of(2), 5, 7)));

  private double[] evaluate(Value value) {
    return new ReferenceEvaluator(graph, content).evaluate(value).data();
  }

  private Value gradient(Value loss, Value wanted) {
    return Autodiff.gradients(loss, List.of(wanted)).get(0);
  }

  @Test
  void formula_stands_for_the_nodes_between() {
    Value square = x.times(x);
    Value product = square.times(y);
    product.withGradient(
        List.of(x, y),
        List.of(square),
        (inputs, kept, dy) -> List.of(dy.times(-100), dy.times(kept.get(0)).times(-1)));
    Value loss = product.times(2).sumAll();
    assertThat(evaluate(gradient(loss, x))).containsExactly(-200, -200);
    assertThat(evaluate(gradient(loss, y))).containsExactly(-2 * 4, -2 * 9);
  }

  @Test
  void input_that_is_used_elsewhere_gets_the_sum() {
    Value twice =
        x.times(2).withGradient(List.of(x), List.of(), (inputs, kept, dy) -> List.of(dy.times(10)));
    assertThat(evaluate(gradient(twice.plus(x.times(3)).sumAll(), x))).containsExactly(13, 13);
  }

  @Test
  void input_without_a_derivative_and_one_that_nothing_depends_on_are_passed_over() {
    Value product =
        x.times(y)
            .withGradient(
                List.of(x, y), List.of(), (inputs, kept, dy) -> Arrays.asList(null, dy.times(6)));
    assertThat(evaluate(gradient(product.sumAll(), x))).containsExactly(0, 0);
    assertThat(evaluate(gradient(product.sumAll(), y))).containsExactly(6, 6);
  }

  @Test
  void broadcast_input_gets_the_sum_over_its_copies() {
    Value one = graph.input("one", DataType.DOUBLE, Shape.of(1));
    content.put(one, NdArray.of(DataType.DOUBLE, List.of(1), 4));
    Value product =
        x.times(one).withGradient(List.of(one), List.of(), (inputs, kept, dy) -> List.of(dy));
    assertThat(evaluate(gradient(product.times(y).sumAll(), one))).containsExactly(12);
  }

  @Test
  void recomputation_hands_second_values_to_the_formula() {
    Value[] between = new Value[1];
    Value result =
        graph.segment(
            "part",
            () -> {
              Value square = x.times(x);
              between[0] = square;
              return square
                  .times(y)
                  .withGradient(
                      List.of(x),
                      List.of(square),
                      (inputs, kept, dy) -> {
                        assertThat(kept.get(0)).isNotSameAs(between[0]);
                        return List.of(dy.times(kept.get(0)));
                      });
            });
    Value gradient = Autodiff.recomputingGradients(result.sumAll(), List.of(x)).get(0);
    assertThat(evaluate(gradient)).containsExactly(4, 9);
  }
}
