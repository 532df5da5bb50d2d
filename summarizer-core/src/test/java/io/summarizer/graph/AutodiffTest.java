package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the walk does, whatever the operators: sums, zeros, limits. */
class AutodiffTest {
  private final Graph graph = new Graph("test");
  private final Value x = graph.input("x", DataType.DOUBLE, Shape.of(2));
  private final Value y = graph.input("y", DataType.DOUBLE, Shape.of(2));
  private final Map<Value, NdArray> content =
      new HashMap<>(Map.of(x, doubles(2, 3), y, doubles(5, 7)));

  private static NdArray doubles(double... numbers) {
    return NdArray.of(DataType.DOUBLE, List.of(numbers.length), numbers);
  }

  private double[] gradient(Value loss, Value wanted) {
    Value gradient = Autodiff.gradients(loss, List.of(wanted)).get(0);
    assertThat(gradient.tensorType()).isEqualTo(wanted.tensorType());
    return new ReferenceEvaluator(graph, content).evaluate(gradient).data();
  }

  @Test
  void value_that_is_used_several_times_gets_the_sum_of_its_gradients() {
    Value square = x.times(x);
    Value loss = square.times(y).plus(square).plus(x).sumAll(); // x^2 y + x^2 + x
    assertThat(gradient(loss, x)).containsExactly(2 * 2 * 5 + 2 * 2 + 1, 2 * 3 * 7 + 2 * 3 + 1);
  }

  @Test
  void nodes_of_the_backward_pass_have_the_scopes_of_those_of_the_forward_pass() {
    Value inner = graph.scope("block", () -> graph.scope("norm", () -> x.times(y)));
    Value loss = inner.exp().sumAll();
    Value gradient = graph.scope("backward", () -> Autodiff.gradients(loss, List.of(x))).get(0);
    assertThat(gradient.name()).isEqualTo("backward/block/norm/Mul");
    assertThat(graph.nodes())
        .extracting(Node::scope)
        .startsWith("block/norm", "", "")
        .endsWith("backward", "backward/block/norm", "backward/block/norm");
  }

  @Test
  void few_elements_are_added_where_the_sum_lies() {
    Value table = graph.input("table", DataType.DOUBLE, Shape.of(3, 2));
    content.put(table, NdArray.of(DataType.DOUBLE, List.of(3, 2), 1, 2, 3, 4, 5, 6));
    Value loss =
        table
            .gather(graph.vector(2, 0, 2))
            .sumAll()
            .plus(table.sumOfSquares())
            .plus(table.gather(graph.vector(1)).times(10).sumAll());
    Value gradient = Autodiff.gradients(loss, List.of(table)).get(0);
    assertThat(new ReferenceEvaluator(graph, content).evaluate(gradient).data())
        .containsExactly(2 + 1, 4 + 1, 6 + 10, 8 + 10, 10 + 2, 12 + 2);
    graph.output("gradient", gradient);
    assertThat(graph.usedNodes()).filteredOn(node -> node.op() instanceof ScatterAdd).hasSize(2);
    assertThat(graph.usedNodes()).filteredOn(node -> node.op() instanceof Fill).hasSizeLessThan(2);
  }

  @Test
  void loss_that_is_wanted_gets_one() {
    Value loss = x.sumAll();
    assertThat(gradient(loss, loss)).containsExactly(1);
  }

  @Test
  void intermediate_value_gets_its_gradient() {
    Value product = x.times(y);
    assertThat(gradient(product.sumOfSquares(), product)).containsExactly(2 * 10, 2 * 21);
  }

  @Test
  void unused_value_gets_zeros() {
    assertThat(gradient(x.sumAll(), y)).containsExactly(0, 0);
  }

  @Test
  void value_that_is_made_after_the_loss_gets_zeros() {
    Value loss = x.sumAll();
    assertThat(gradient(loss, loss.times(2))).containsExactly(0);
  }

  @Test
  void repeated_wish_gets_the_same_gradient_twice() {
    List<Value> gradients = Autodiff.gradients(x.times(y).sumAll(), List.of(x, y, x));
    ReferenceEvaluator evaluator = new ReferenceEvaluator(graph, content);
    assertThat(gradients)
        .extracting(gradient -> evaluator.evaluate(gradient).data())
        .containsExactly(new double[] {5, 7}, new double[] {2, 3}, new double[] {5, 7});
  }

  @Test
  void gradient_of_a_gradient_is_the_second_derivative() {
    Value cube = x.times(x).times(x).sumAll();
    Value first = Autodiff.gradients(cube, List.of(x)).get(0);
    assertThat(gradient(first.sumAll(), x)).containsExactly(6 * 2, 6 * 3);
  }

  @Test
  void graph_around_a_body_takes_part() {
    Graph body = graph.body("body");
    Value inside = body.input("inside", DataType.DOUBLE, Shape.of(2));
    Value loss = x.times(x).times(inside).sumAll();
    assertThat(loss.graph()).isSameAs(body);
    Value gradient = Autodiff.gradients(loss, List.of(x)).get(0);
    assertThat(gradient.graph()).isSameAs(body);
    ReferenceEvaluator round =
        new ReferenceEvaluator(graph, content).inBody(body, Map.of(inside, doubles(1, 10)));
    assertThat(round.evaluate(gradient).data()).containsExactly(2 * 2 * 1, 2 * 3 * 10);
  }

  static Stream<Named<UnaryOperator<Value>>> stops() {
    return Stream.of(
        Named.of("comparison", a -> a.greaterThan(2.5).cast(a.type())),
        Named.of("argMax", a -> a.argMax().cast(a.type())),
        Named.of("integers", a -> a.cast(DataType.INT64).times(2).cast(a.type())),
        Named.of("shape", a -> a.shapeOf().cast(a.type())),
        Named.of("size", a -> a.sizeOf().cast(a.type())),
        Named.of("zeros", a -> a.zerosLike()));
  }

  @ParameterizedTest
  @MethodSource("stops")
  void gradient_stops_at_what_moves_in_jumps_or_not_at_all(UnaryOperator<Value> op) {
    Value loss = op.apply(x).sumAll().plus(x.times(y).sumAll());
    assertThat(gradient(loss, x)).containsExactly(5, 7);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("Max", a -> a.max(a.times(2))),
        refused("Min", a -> a.min(a.times(2))),
        refused("Where", a -> a.greaterThan(0).choose(a, a.times(2))),
        refused(
            "Slice at bounds known when the graph runs",
            a -> a.window(a.graph().vector(0), a.graph().vector(1), Dim.ONE)),
        refused("Loop", AutodiffTest::loop));
  }

  private static Arguments refused(String name, UnaryOperator<Value> op) {
    return Arguments.of(name, op);
  }

  private static Value loop(Value a) {
    LoopCases.Body body = new LoopCases.Body(a.graph(), "body", a.tensorType());
    return body.loop(a.graph().scalar(1), a, body.state.times(2)).get(0);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void gradient_through_what_has_none_is_refused(String name, UnaryOperator<Value> op) {
    Value loss = op.apply(x).sumAll();
    assertThatThrownBy(() -> Autodiff.gradients(loss, List.of(x)))
        .isInstanceOf(GraphException.class)
        .hasMessage(name + " has no gradient; compose the loss of differentiable operators");
  }

  @Test
  void operator_without_gradient_beside_the_wanted_values_is_no_obstacle() {
    assertThat(gradient(x.times(y.max(y.times(2))).sumAll(), x)).containsExactly(10, 14);
  }

  @Test
  void scatter_along_an_outer_axis_has_no_gradient() {
    Value table = graph.input("table", DataType.DOUBLE, Shape.of(2, 2));
    Value indices = graph.input("indices", DataType.INT64, Shape.of(2, 2));
    Value loss = table.scatterAdd(0, indices, table).sumAll();
    assertThatThrownBy(() -> Autodiff.gradients(loss, List.of(table)))
        .isInstanceOf(GraphException.class)
        .hasMessage("gradient of ScatterAdd: expected the innermost axis, got 0");
  }

  @Test
  void rows_of_a_table_of_three_axes_have_no_gradient() {
    Value table = graph.input("table", DataType.DOUBLE, Shape.of(2, 2, 2));
    Value loss = table.gather(graph.vector(1)).sumAll();
    assertThatThrownBy(() -> Autodiff.gradients(loss, List.of(table)))
        .isInstanceOf(GraphException.class)
        .hasMessage("gradient of Gather: expected a table of two axes, got table:DOUBLE[2, 2, 2]");
  }

  /** GPUs have no comparison of bfloat16, and on the CPU one is two passes over memory. */
  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "FLOAT", "FLOAT16", "BFLOAT16"})
  void gradient_of_relu_compares_nothing(DataType type) {
    Value wanted = x.cast(type);
    Value loss = wanted.relu().cast(DataType.FLOAT).sumAll();
    graph.output("gradient", Autodiff.gradients(loss, List.of(wanted)).get(0));
    assertThat(graph.usedNodes()).noneMatch(node -> node.op() instanceof Compare);
  }

  @Test
  void half_precision_goes_through_onnx_runtime() {
    Graph graph = new Graph("half precision");
    Value rows = graph.input("rows", DataType.FLOAT, Shape.of(2, 4));
    Value weight = graph.input("weight", DataType.FLOAT, Shape.of(4));
    Value half = rows.cast(DataType.FLOAT16).rmsNorm(weight.cast(DataType.FLOAT16), 1e-3);
    Value loss = half.cast(DataType.FLOAT).sumOfSquares();
    List<Value> gradients = Autodiff.gradients(loss, List.of(rows, weight));
    Map<Value, NdArray> floats =
        Map.of(
            rows, NdArray.fill(DataType.FLOAT, List.of(2, 4), i -> i - 3.25),
            weight, NdArray.fill(DataType.FLOAT, List.of(4), i -> i + 1));
    ReferenceEvaluator evaluator = new ReferenceEvaluator(graph, floats);
    List<NdArray> expected = gradients.stream().map(evaluator::evaluate).toList();
    List<NdArray> actual = OnnxRuntimeRun.of(graph, floats, gradients);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).relativeDistance(expected.get(i))).isLessThan(2e-3);
    }
  }
}
