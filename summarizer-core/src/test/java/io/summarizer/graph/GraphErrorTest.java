package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Illegal uses: the message, and that the graph stays as it was. */
class GraphErrorTest {

  /** What the illegal uses are made of. */
  static final class Values {
    final Graph graph = new Graph("main");
    final Graph body = graph.body("body");
    final Value number = graph.input("number", DataType.FLOAT, Shape.SCALAR);
    final Value vector = graph.input("vector", DataType.FLOAT, Shape.of(3));
    final Value matrix = graph.input("matrix", DataType.FLOAT, Shape.of(2, 3));
    final Value doubles = graph.input("doubles", DataType.DOUBLE, Shape.of(2, 3));
    final Value unknown = graph.input("unknown", DataType.FLOAT, Shape.of(dim("a"), dim("b")));
    final Value integer = graph.input("integer", DataType.INT64, Shape.SCALAR);
    final Value indices = graph.input("indices", DataType.INT64, Shape.of(2));
    final Value single = graph.input("single", DataType.INT64, Shape.of(1, 1));
    final Value bools = matrix.greaterThan(0);
    final Value bool = number.greaterThan(0);
    final Value inBody = body.input("in body", DataType.FLOAT, Shape.of(2, 3));
    final Value elsewhere = new Graph("other").input("x", DataType.FLOAT, Shape.of(2, 3));

    /** A body without a state whose round has this type. */
    Graph bodyOf(DataType round) {
      Graph loop = graph.body("loop");
      loop.input("round", round, Shape.SCALAR);
      Value condition = loop.input("condition", DataType.BOOL, Shape.SCALAR);
      loop.output("next condition", condition);
      return loop;
    }

    int nodes() {
      return graph.nodes().size() + body.nodes().size();
    }
  }

  private static Dim dim(String name) {
    return Dim.named(name);
  }

  /** A use of the values and the message that refuses it. */
  record Illegal(String message, Consumer<Values> use) {
    @Override
    public String toString() {
      return message;
    }
  }

  private static Illegal illegal(Consumer<Values> use, String message) {
    return new Illegal(message, use);
  }

  @ParameterizedTest
  @MethodSource({"elementwise", "products", "layout", "indexing", "loops", "graphs", "shapes"})
  void illegal_use_is_refused_and_changes_nothing(Illegal illegal) {
    Values values = new Values();
    int nodes = values.nodes();
    assertThatThrownBy(() -> illegal.use.accept(values))
        .isInstanceOf(GraphException.class)
        .hasMessage(illegal.message);
    assertThat(values.nodes()).isEqualTo(nodes);
  }

  static Stream<Illegal> elementwise() {
    return Stream.of(
        illegal(
            v -> v.matrix.plus(v.indices),
            "Add[FLOAT[2, 3], INT64[2]]: expected inputs of one type, got FLOAT and INT64"),
        illegal(
            v -> v.matrix.minus(v.matrix.graph().input("y", DataType.FLOAT, Shape.of(2))),
            "Sub[FLOAT[2, 3], FLOAT[2]]: shapes [2, 3] and [2] do not broadcast"),
        illegal(
            v -> v.matrix.times(v.unknown),
            "Mul[FLOAT[2, 3], FLOAT[a, b]]: shapes [2, 3] and [a, b] do not broadcast"),
        illegal(
            v -> v.bools.dividedBy(v.bools),
            "Div[BOOL[2, 3], BOOL[2, 3]]: expected numbers, got BOOL"),
        illegal(
            v -> v.bools.max(v.bools), "Max[BOOL[2, 3], BOOL[2, 3]]: expected numbers, got BOOL"),
        illegal(
            v -> v.bools.lessThan(v.bools),
            "Less[BOOL[2, 3], BOOL[2, 3]]: expected numbers, got BOOL"),
        illegal(
            v -> v.doubles.equalTo(v.matrix),
            "Equal[DOUBLE[2, 3], FLOAT[2, 3]]: expected inputs of one type, got DOUBLE and FLOAT"),
        illegal(v -> v.indices.plus(0.5), "constant of type INT64: expected an integer, got 0.5"),
        illegal(v -> v.indices.exp(), unary("Exp")),
        illegal(v -> v.indices.sqrt(), unary("Sqrt")),
        illegal(v -> v.indices.tanh(), unary("Tanh")),
        illegal(v -> v.indices.relu(), unary("Relu")),
        illegal(v -> v.indices.softmax(), unary("Softmax")),
        illegal(v -> v.indices.logSoftmax(), unary("LogSoftmax")),
        illegal(v -> v.indices.sumOfSquares(), unary("ReduceSumSquare")),
        illegal(v -> v.matrix.not(), "Not[FLOAT[2, 3]]: expected BOOL, got FLOAT"),
        illegal(
            v -> v.bools.and(v.matrix),
            "And[BOOL[2, 3], FLOAT[2, 3]]: expected inputs of one type, got BOOL and FLOAT"),
        illegal(
            v -> v.matrix.choose(v.matrix, v.matrix),
            "Where[FLOAT[2, 3], FLOAT[2, 3], FLOAT[2, 3]]: expected BOOL, got FLOAT"),
        illegal(
            v -> v.bools.choose(v.matrix, v.doubles),
            "Where[BOOL[2, 3], FLOAT[2, 3], DOUBLE[2, 3]]: expected inputs of one type, "
                + "got FLOAT and DOUBLE"),
        illegal(
            v -> Graph.apply(new Add(), v.matrix), "Add[FLOAT[2, 3]]: expected 2 inputs, got 1"));
  }

  private static String unary(String op) {
    return op + "[INT64[2]]: expected a floating-point input, got INT64";
  }

  static Stream<Illegal> products() {
    return Stream.of(
        illegal(
            v -> v.matrix.matMul(v.matrix),
            "MatMul[FLOAT[2, 3], FLOAT[2, 3]]: expected equal inner extents, got 3 and 2"),
        illegal(
            v -> v.matrix.matMul(v.matrix, true, true),
            "FusedMatMul[FLOAT[2, 3], FLOAT[2, 3]]: expected equal inner extents, got 2 and 3"),
        illegal(
            v -> v.matrix.matMul(v.vector),
            "MatMul[FLOAT[2, 3], FLOAT[3]]: expected two or more axes, got [2, 3] and [3]"),
        illegal(
            v -> v.matrix.matMul(v.doubles, false, true),
            "FusedMatMul[FLOAT[2, 3], DOUBLE[2, 3]]: expected inputs of one type, "
                + "got FLOAT and DOUBLE"),
        illegal(
            v -> v.single.matMul(v.single),
            "MatMul[INT64[1, 1], INT64[1, 1]]: expected a floating-point input, got INT64"),
        illegal(
            v -> v.single.rmsNorm(v.graph.vector(1), 1e-6),
            "SimplifiedLayerNormalization[INT64[1, 1], INT64[1]]: expected a floating-point input, "
                + "got INT64"),
        illegal(
            v -> v.bools.cumulativeSum(false), "CumSum[BOOL[2, 3]]: expected numbers, got BOOL"),
        illegal(
            v -> v.matrix.sum(true, 0, -2),
            "ReduceSum[FLOAT[2, 3]]: expected one or more different axes, got [0, -2]"),
        illegal(
            v -> v.matrix.sum(true),
            "ReduceSum[FLOAT[2, 3]]: expected one or more different axes, got []"),
        illegal(
            v -> v.matrix.sum(false, 2),
            "ReduceSum[FLOAT[2, 3]]: axis 2 does not exist in shape [2, 3]"),
        illegal(v -> v.bools.sum(false, 0), "ReduceSum[BOOL[2, 3]]: expected numbers, got BOOL"),
        illegal(v -> v.number.softmax(), "Softmax[FLOAT[]]: axis -1 does not exist in shape []"),
        illegal(
            v -> v.number.logSoftmax(), "LogSoftmax[FLOAT[]]: axis -1 does not exist in shape []"),
        illegal(
            v -> v.matrix.rmsNorm(v.matrix, 1e-6),
            "SimplifiedLayerNormalization[FLOAT[2, 3], FLOAT[2, 3]]: expected weights [3], "
                + "got [2, 3]"),
        illegal(
            v -> v.vector.rmsNorm(v.vector, 1e-6),
            "SimplifiedLayerNormalization[FLOAT[3], FLOAT[3]]: expected two or more axes, got [3]"),
        illegal(
            v -> v.doubles.rmsNorm(v.vector, 1e-6),
            "SimplifiedLayerNormalization[DOUBLE[2, 3], FLOAT[3]]: expected inputs of one type, "
                + "got DOUBLE and FLOAT"));
  }

  static Stream<Illegal> layout() {
    return Stream.of(
        illegal(
            v -> v.matrix.reshape(Shape.of(4)),
            "Reshape[FLOAT[2, 3]]: expected 6 elements, got 4 in [4]"),
        illegal(
            v -> v.unknown.reshape(Shape.of(dim("a"))),
            "Reshape[FLOAT[a, b]]: expected a*b elements, got a in [a]"),
        illegal(
            v -> v.unknown.reshape(Shape.of(dim("b"), dim("a"))),
            "Reshape[FLOAT[a, b]]: expected at most one unknown extent that moves, "
                + "got [a, b] to [b, a]"),
        illegal(
            v -> v.matrix.reshapeTo(v.indices, Shape.of(2, 4)),
            "Reshape[FLOAT[2, 3], INT64[2]]: expected 6 elements, got 8 in [2, 4]"),
        illegal(
            v -> v.matrix.reshapeTo(v.indices, Shape.of(6)),
            "Reshape[FLOAT[2, 3], INT64[2]]: expected the extents as INT64[1], got INT64[2]"),
        illegal(
            v -> Graph.apply(new Expand(Shape.of(2, 4)), v.matrix, v.indices),
            "Expand[FLOAT[2, 3], INT64[2]]: shapes [2, 3] and [2, 4] do not broadcast"),
        illegal(
            v -> Graph.apply(new Expand(Shape.of(2, 1)), v.matrix, v.indices),
            "Expand[FLOAT[2, 3], INT64[2]]: expected a shape that broadcasts to [2, 1], "
                + "got [2, 3]"),
        illegal(
            v -> Graph.apply(new Expand(Shape.of(2, 3)), v.vector, v.integer),
            "Expand[FLOAT[3], INT64[]]: expected the extents as INT64[2], got INT64[]"),
        illegal(
            v -> v.graph.zeros(DataType.FLOAT, v.indices, Shape.of(2, 2, 2)),
            "ConstantOfShape[INT64[2]]: expected the extents as INT64[3], got INT64[2]"),
        illegal(
            v -> v.matrix.transpose(0, 0),
            "Transpose[FLOAT[2, 3]]: expected an order of [0, 1], got [0, 0]"),
        illegal(
            v -> v.matrix.slice(1, 1, 4),
            "Slice[FLOAT[2, 3]]: expected 0 <= start < end <= 3, got 1, 4"),
        illegal(
            v -> v.matrix.slice(1, -1, 2),
            "Slice[FLOAT[2, 3]]: expected 0 <= start < end <= 3, got -1, 2"),
        illegal(
            v -> v.matrix.slice(0, 1, 1),
            "Slice[FLOAT[2, 3]]: expected 0 <= start < end <= 2, got 1, 1"),
        illegal(v -> v.matrix.slice(2, 0, 1), "axis 2 does not exist in shape [2, 3]"),
        illegal(
            v -> v.unknown.slice(0, 0, 1),
            "Slice[FLOAT[a, b]]: dimension a is known only when the graph runs"),
        illegal(
            v -> v.matrix.window(v.integer, v.integer, dim("n")),
            "Slice[FLOAT[2, 3], INT64[], INT64[]]: expected bounds of shape [1], got []"),
        illegal(
            v -> v.matrix.window(v.vector, v.vector, dim("n")),
            "Slice[FLOAT[2, 3], FLOAT[3], FLOAT[3]]: expected INT64, got FLOAT"),
        illegal(
            v -> v.matrix.split(List.of(1L, 2L)),
            "Split[FLOAT[2, 3]]: expected an extent of 3, got 2"),
        illegal(
            v -> Value.concat(0, List.of(v.matrix, v.unknown)),
            "Concat[FLOAT[2, 3], FLOAT[a, b]]: expected equal extents but for axis 0, "
                + "got [2, 3] and [a, b]"),
        illegal(
            v -> Value.concat(0, List.of(v.matrix, v.doubles)),
            "Concat[FLOAT[2, 3], DOUBLE[2, 3]]: expected inputs of one type, got FLOAT and DOUBLE"),
        illegal(v -> Value.concat(0, List.of()), "Concat: expected one or more values, got none"));
  }

  static Stream<Illegal> indexing() {
    return Stream.of(
        illegal(
            v -> v.matrix.gather(v.vector),
            "Gather[FLOAT[2, 3], FLOAT[3]]: expected INT64, got FLOAT"),
        illegal(
            v -> v.number.gather(v.indices),
            "Gather[FLOAT[], INT64[2]]: expected a table of one or more axes, got []"),
        illegal(
            v -> v.matrix.gatherElements(v.single),
            "GatherElements[FLOAT[2, 3], INT64[1, 1]]: expected equal extents but for the "
                + "innermost, got [2, 3], [1, 1]"),
        illegal(
            v -> v.matrix.gatherElements(v.matrix),
            "GatherElements[FLOAT[2, 3], FLOAT[2, 3]]: expected INT64, got FLOAT"),
        illegal(
            v -> v.matrix.scatter(v.matrix, v.matrix),
            "ScatterElements[FLOAT[2, 3], FLOAT[2, 3], FLOAT[2, 3]]: expected INT64, got FLOAT"),
        illegal(
            v -> v.matrix.scatterAdd(0, v.matrix, v.matrix),
            "ScatterElements[FLOAT[2, 3], FLOAT[2, 3], FLOAT[2, 3]]: expected INT64, got FLOAT"),
        illegal(
            v -> {
              Value indices = v.graph.input("at", DataType.INT64, Shape.of(2, 3));
              v.bools.scatterAdd(0, indices, v.bools);
            },
            "ScatterElements[BOOL[2, 3], INT64[2, 3], BOOL[2, 3]]: expected numbers, got BOOL"),
        illegal(v -> v.bools.topK(1), "TopK[BOOL[2, 3]]: expected numbers, got BOOL"),
        illegal(v -> v.matrix.topK(0), "TopK[FLOAT[2, 3]]: expected a count from 1 to 3, got 0"),
        illegal(v -> v.matrix.topK(4), "TopK[FLOAT[2, 3]]: expected a count from 1 to 3, got 4"),
        illegal(
            v -> v.vector.scatterAdd(0, v.indices, v.vector),
            "ScatterElements[FLOAT[3], INT64[2], FLOAT[3]]: expected an index for each update, "
                + "got [2] and [3]"),
        illegal(
            v -> v.matrix.scatterAdd(0, v.indices, v.vector),
            "ScatterElements[FLOAT[2, 3], INT64[2], FLOAT[3]]: expected indices of as many axes "
                + "as [2, 3], got [2]"),
        illegal(v -> v.vector.places(dim("n")), "NonZero[FLOAT[3]]: expected BOOL, got FLOAT"),
        illegal(
            v -> v.bools.places(dim("n")), "NonZero[BOOL[2, 3]]: expected a vector, got [2, 3]"),
        illegal(v -> v.number.argMax(), "ArgMax[FLOAT[]]: axis -1 does not exist in shape []"),
        illegal(
            v -> v.graph.range(v.number, dim("n")),
            "Range[INT64[], FLOAT[], INT64[]]: expected INT64, got FLOAT"),
        illegal(
            v -> v.graph.range(v.indices, dim("n")),
            "Range[INT64[], INT64[2], INT64[]]: expected scalars, got [2]"));
  }

  static Stream<Illegal> loops() {
    String signature = "Loop[INT64[], BOOL[], FLOAT[2, 3]]: ";
    return Stream.of(
        illegal(
            v -> loop(v, v.matrix, v.integer, x -> x),
            "Loop[INT64[], INT64[], FLOAT[2, 3]]: condition: expected BOOL[], got INT64[]"),
        illegal(
            v -> loop(v, v.doubles, v.bool, x -> x),
            signature + "first state 0: expected DOUBLE[2, 3], got FLOAT[2, 3]"),
        illegal(
            v -> loop(v, v.vector, v.bool, x -> x),
            signature + "first state 0: expected FLOAT[3], got FLOAT[2, 3]"),
        illegal(
            v -> loop(v, v.matrix, v.bool, x -> x.cast(DataType.DOUBLE)),
            signature + "next state 0: expected FLOAT[2, 3], got DOUBLE[2, 3]"),
        illegal(
            v -> loop(v, v.matrix, v.bool, x -> Value.concat(0, List.of(x, x))),
            signature + "next state 0: expected FLOAT[2, 3], got FLOAT[4, 3]"),
        illegal(
            v -> v.graph.loop(v.bodyOf(DataType.INT64), v.number, v.bool, List.of(), dim("n")),
            "Loop[FLOAT[], BOOL[]]: rounds: expected INT64[], got FLOAT[]"),
        illegal(
            v -> v.graph.loop(v.bodyOf(DataType.FLOAT), v.integer, v.bool, List.of(), dim("n")),
            "Loop[INT64[], BOOL[]]: round in the body: expected INT64[], got FLOAT[]"),
        illegal(
            v -> {
              Graph body = v.graph.body("loop");
              Value round = body.input("round", DataType.INT64, Shape.SCALAR);
              body.input("condition", DataType.INT64, Shape.SCALAR);
              body.output("next condition", round);
              v.graph.loop(body, v.integer, v.bool, List.of(), dim("n"));
            },
            "Loop[INT64[], BOOL[]]: condition in the body: expected BOOL[], got INT64[]"),
        illegal(
            v -> {
              Graph body = v.graph.body("loop");
              Value round = body.input("round", DataType.INT64, Shape.SCALAR);
              body.input("condition", DataType.BOOL, Shape.SCALAR);
              body.output("next condition", round);
              v.graph.loop(body, v.integer, v.bool, List.of(), dim("n"));
            },
            "Loop[INT64[], BOOL[]]: next condition: expected BOOL[], got INT64[]"),
        illegal(
            v -> {
              Graph body = v.bodyOf(DataType.INT64);
              body.input("state", DataType.FLOAT, Shape.of(2, 3));
              v.graph.loop(body, v.integer, v.bool, List.of(v.matrix), dim("n"));
            },
            signature + "expected a body of 3 inputs and 2 or more outputs, got 3 and 1"),
        illegal(
            v -> v.graph.loop(v.body, v.integer, v.bool, List.of(v.matrix), dim("n")),
            signature + "expected a body of 3 inputs and 2 or more outputs, got 1 and 0"),
        illegal(
            v -> v.graph.loop(v.body.body("inner"), v.integer, v.bool, List.of(), dim("n")),
            "Loop: expected a body of graph \"main\", got graph \"inner\""));
  }

  /** A loop over {@code matrix} whose body has a state like {@code declared}. */
  private static void loop(Values v, Value declared, Value start, UnaryOperator<Value> next) {
    Graph body = v.graph.body("loop");
    body.input("round", DataType.INT64, Shape.SCALAR);
    Value condition = body.input("condition", DataType.BOOL, Shape.SCALAR);
    Value state = body.input("state", declared.type(), declared.shape());
    body.output("next condition", condition);
    body.output("next state", next.apply(state));
    v.graph.loop(body, v.integer, start, List.of(v.matrix), dim("n"));
  }

  static Stream<Illegal> graphs() {
    return Stream.of(
        illegal(
            v -> v.matrix.plus(v.elsewhere),
            "Add[FLOAT[2, 3], FLOAT[2, 3]]: expected inputs of related graphs, "
                + "got [graph \"main\", graph \"other\"]"),
        illegal(
            v -> v.inBody.plus(v.graph.body("sibling").input("s", DataType.FLOAT, Shape.of(2, 3))),
            "Add[FLOAT[2, 3], FLOAT[2, 3]]: expected inputs of related graphs, "
                + "got [graph \"body\", graph \"sibling\"]"),
        illegal(
            v -> v.graph.input("matrix", DataType.FLOAT, Shape.SCALAR),
            "input \"matrix\": expected a new name, got that of another input, output or node"),
        illegal(
            v -> v.body.input("matrix", DataType.FLOAT, Shape.SCALAR),
            "input \"matrix\": expected a new name, got that of another input, output or node"),
        illegal(
            v -> v.graph.output("matrix", v.bools),
            "output \"matrix\": expected a new name, got that of another input, output or node"),
        illegal(
            v -> v.graph.output("Greater_2", v.bools),
            "output \"Greater_2\": expected a new name, got that of another input, output or node"),
        illegal(
            v -> {
              v.graph.output("y", v.bools);
              v.graph.output("y", v.bool);
            },
            "output \"y\": expected a new name, got that of another input, output or node"),
        illegal(
            v -> v.graph.output("y", v.inBody),
            "output \"y\": expected a value of graph \"main\", got one of graph \"body\""),
        illegal(
            v -> Autodiff.gradients(v.matrix, List.of(v.matrix)),
            "gradients: expected a floating-point scalar, got the loss matrix:FLOAT[2, 3]"),
        illegal(
            v -> Autodiff.gradients(v.integer, List.of(v.integer)),
            "gradients: expected a floating-point scalar, got the loss integer:INT64[]"),
        illegal(
            v -> Autodiff.gradients(v.number, List.of(v.elsewhere)),
            "gradients: expected values of graph \"main\", got x:FLOAT[2, 3] of graph \"other\""),
        illegal(
            v -> Autodiff.gradients(v.number, List.of(v.inBody)),
            "gradients: expected values of graph \"main\", got in body:FLOAT[2, 3] "
                + "of graph \"body\""));
  }

  static Stream<Illegal> shapes() {
    return Stream.of(
        illegal(v -> Dim.of(-1), "dimension: expected 0 or more, got -1"),
        illegal(v -> dim("a").size(), "dimension a is known only when the graph runs"),
        illegal(v -> v.unknown.shape().sizes(), "dimension a is known only when the graph runs"),
        illegal(v -> v.matrix.shape().dim(-3), "axis -3 does not exist in shape [2, 3]"));
  }
}
