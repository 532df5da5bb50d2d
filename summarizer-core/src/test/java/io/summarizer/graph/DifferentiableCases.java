package io.summarizer.graph;

import static io.summarizer.graph.TestInput.floats;
import static io.summarizer.graph.TestInput.ints;
import static io.summarizer.graph.TestInput.positive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** The uses of operators that have gradients. */
final class DifferentiableCases {
  private static final List<String> SHAPES =
      List.of("", "3", "2 3", "2 1 3 2", "a=2 b=3", "a=2 1 b=3 2");

  /** Shapes that broadcast to each other: left to right, right to left, both ways. */
  private static final List<List<String>> SHAPE_PAIRS =
      List.of(
          List.of("", ""),
          List.of("3", "3"),
          List.of("2 3", "2 3"),
          List.of("", "2 3"),
          List.of("2 3", ""),
          List.of("3", "2 3"),
          List.of("2 3", "3"),
          List.of("1", "3"),
          List.of("2 1", "1 3"),
          List.of("3 1", "2 1 2"),
          List.of("1 1 1", "2"),
          List.of("2 1 3 2", "4 1 2"),
          List.of("1 2 1 1", "2 1 3 2"),
          List.of("a=2 b=3", "n=2 a=2 b=3"),
          List.of("n=2 1 b=3", "a=4 1"));

  private DifferentiableCases() {}

  static List<OpCase> all() {
    return Stream.of(elementwise(), sums(), products(), layout(), joints(), indexing())
        .flatMap(List::stream)
        .toList();
  }

  private static List<OpCase> elementwise() {
    List<OpCase> cases = new ArrayList<>();
    for (List<String> pair : SHAPE_PAIRS) {
      cases.add(broadcasting(Add.class, pair, Value::plus));
      cases.add(broadcasting(Sub.class, pair, Value::minus));
      cases.add(broadcasting(Mul.class, pair, Value::times));
      cases.add(broadcasting(Div.class, pair, Value::dividedBy));
    }
    for (String shape : SHAPES) {
      cases.add(OpCase.unary(Add.class, "x + x", floats(shape), x -> x.plus(x)));
      cases.add(OpCase.unary(Sub.class, "x - x", floats(shape), x -> x.minus(x)));
      cases.add(OpCase.unary(Mul.class, "x x", floats(shape), x -> x.times(x)));
      cases.add(OpCase.unary(Div.class, "x / x", floats(shape), x -> x.dividedBy(x)));
      cases.add(OpCase.unary(Mul.class, "number", floats(shape), x -> x.times(-2.5)));
      cases.add(OpCase.unary(Add.class, "number", floats(shape), x -> x.plus(0.1)));
      cases.add(OpCase.unary(Exp.class, floats(shape), Value::exp));
      cases.add(OpCase.unary(Sqrt.class, positive(shape), Value::sqrt));
      cases.add(OpCase.unary(Tanh.class, floats(shape), Value::tanh));
      cases.add(OpCase.unary(Relu.class, floats(shape), Value::relu));
      cases.add(OpCase.unary(Identity.class, floats(shape), x -> Graph.apply(new Identity(), x)));
      cases.add(OpCase.unary(Cast.class, "there and back", floats(shape), x -> recast(x)));
    }
    return cases;
  }

  private static OpCase broadcasting(
      Class<? extends Op> op, List<String> shapes, BinaryOperator<Value> build) {
    return OpCase.binary(op, "", floats(shapes.get(0)), floats(shapes.get(1)), build);
  }

  private static Value recast(Value x) {
    DataType other = x.type() == DataType.DOUBLE ? DataType.FLOAT : DataType.DOUBLE;
    return x.cast(other).tanh().cast(x.type());
  }

  private static List<OpCase> sums() {
    List<OpCase> cases = new ArrayList<>();
    for (boolean keep : new boolean[] {true, false}) {
      cases.add(sum(keep, "3", 0));
      cases.add(sum(keep, "2 3", 0));
      cases.add(sum(keep, "2 3", -1));
      cases.add(sum(keep, "2 3", 0, 1));
      cases.add(sum(keep, "2 3 2 2", 2, 0));
      cases.add(sum(keep, "2 3 2 2", -1, 1));
      cases.add(sum(keep, "a=2 b=3", 0));
      cases.add(sum(keep, "a=2 b=3 c=2", 0)); // two unknown extents move
      cases.add(sum(keep, "a=2 b=3 c=2", 1));
    }
    for (String shape : SHAPES) {
      cases.add(OpCase.unary(SumOfSquares.class, floats(shape), Value::sumOfSquares));
    }
    for (String shape : List.of("4", "2 3", "2 1 2 3", "a=2 b=3 4", "a=2 b=3", "2 1")) {
      cases.add(OpCase.unary(Softmax.class, floats(shape), Value::softmax));
      cases.add(OpCase.unary(LogSoftmax.class, floats(shape), Value::logSoftmax));
    }
    cases.add(rmsNorm("2 4", "4", 1e-6));
    cases.add(rmsNorm("2 1", "1", 0.1));
    cases.add(rmsNorm("2 1 3 4", "4", 0.1));
    cases.add(rmsNorm("a=2 b=3 4", "4", 0.1));
    return cases;
  }

  private static OpCase sum(boolean keep, String shape, Integer... axes) {
    String name = (keep ? "keep " : "drop ") + List.of(axes);
    return OpCase.unary(ReduceSum.class, name, floats(shape), x -> x.sum(keep, axes));
  }

  private static OpCase rmsNorm(String x, String weight, double epsilon) {
    return OpCase.binary(
        RmsNorm.class, "" + epsilon, floats(x), floats(weight), (a, w) -> a.rmsNorm(w, epsilon));
  }

  /** Both operands with and without exchanged axes; the matrices are 2 x 3 and 3 x 4. */
  private static List<OpCase> products() {
    List<List<String>> outerShapes =
        List.of(
            List.of("", ""),
            List.of("2 ", "2 "),
            List.of("2 2 ", "2 2 "),
            List.of("2 1 ", "1 3 "),
            List.of("2 ", ""), // a projection
            List.of("2 3 ", ""),
            List.of("", "2 "),
            List.of("2 ", "3 2 "),
            List.of("a=2 b=3 ", ""),
            List.of("a=2 b=1 ", "a=2 b=1 "),
            List.of("", "a=2 b=3 "),
            List.of("1 ", ""));
    List<OpCase> cases = new ArrayList<>();
    for (List<String> outer : outerShapes) {
      for (boolean transA : new boolean[] {false, true}) {
        for (boolean transB : new boolean[] {false, true}) {
          cases.add(
              OpCase.binary(
                  MatMul.class,
                  (transA ? "A'" : "A") + (transB ? " B' " : " B "),
                  floats(outer.get(0) + (transA ? "3 2" : "2 3")),
                  floats(outer.get(1) + (transB ? "4 3" : "3 4")),
                  (a, b) -> a.matMul(b, transA, transB)));
        }
      }
    }
    cases.add(OpCase.unary(MatMul.class, "X X", floats("3 3"), x -> x.matMul(x)));
    cases.add(
        OpCase.binary(
            MatMul.class,
            "of half the size",
            floats("2 2 3"),
            floats("3 2"),
            (a, b) -> Graph.apply(new MatMul(false, false, 0.5f), a, b)));
    cases.add(OpCase.unary(MatMul.class, "X X'", floats("2 3"), x -> x.matMul(x, false, true)));
    cases.add(
        OpCase.binary(
            MatMul.class,
            "unknown rows and columns",
            floats("a=2 3"),
            floats("3 b=4"),
            Value::matMul));
    return cases;
  }

  private static List<OpCase> layout() {
    Dim a = Dim.named("a");
    Dim b = Dim.named("b");
    Dim ab = a.times(b);
    return List.of(
        reshape("2 3", Shape.of(3, 2)),
        reshape("2 3", Shape.of(6)),
        reshape("1", Shape.SCALAR),
        reshape("", Shape.of(1, 1)),
        reshape("2 1 3 2", Shape.of(2, 3, 2)),
        reshape("a=2 b=3 2", Shape.of(ab, Dim.of(2))), // backwards two unknown extents move
        reshape("a=2 6", Shape.of(a, Dim.of(2), Dim.of(3))),
        reshape("a=2 6", Shape.of(Dim.of(2), a, Dim.of(3))),
        reshape("a=2 2", Shape.of(a.times(Dim.of(2)))),
        reshape("a=2 b=3", Shape.of(a, Dim.ONE, b)),
        reshapeLike("a*b=6", "a=2 b=3"),
        reshapeLike("a=2 b=3", "1 a=2 b=3"),
        reshapeLike("a*b=12 c=2", "a=3 b=4 c=2"),
        reshapeLike("n=6", "a=2 b=3"), // equal only when the graph runs
        transpose("3", 0),
        transpose("2 3", 1, 0),
        transpose("2 3", 0, 1),
        transpose("2 3 4", 2, 0, 1),
        transpose("2 3 2 4", 0, 2, 1, 3),
        transpose("a=2 3 b=2 4", 3, 1, 0, 2),
        OpCase.unary(Expand.class, "", floats("3"), x -> x.expandLike(zeros(x, 2, 3))),
        OpCase.unary(Expand.class, "", floats(""), x -> x.expandLike(zeros(x, 2, 3))),
        OpCase.unary(Expand.class, "", floats("2 1"), x -> x.expandLike(zeros(x, 3, 2, 4))),
        OpCase.binary(
            Expand.class, "", floats("a=2 1"), floats("c=4 a=2 b=3"), (x, y) -> x.expandLike(y)));
  }

  private static OpCase reshape(String from, Shape to) {
    return OpCase.unary(Reshape.class, "to " + to, floats(from), x -> x.reshape(to));
  }

  private static OpCase reshapeLike(String from, String to) {
    return OpCase.binary(ReshapeTo.class, "", floats(from), floats(to), Value::reshapeLike);
  }

  private static OpCase transpose(String shape, int... axes) {
    String name = Arrays.toString(axes);
    return OpCase.unary(Transpose.class, name, floats(shape), x -> x.transpose(axes));
  }

  private static Value zeros(Value any, long... sizes) {
    Shape shape = Shape.of(sizes);
    return Graph.apply(new Fill(new TensorType(any.type(), shape)), any.graph().vector(sizes));
  }

  private static List<OpCase> joints() {
    return List.of(
        OpCase.unary(Slice.class, "all", floats("4"), x -> x.slice(0, 0, 4)),
        OpCase.unary(Slice.class, "start", floats("4 2"), x -> x.slice(0, 0, 1)),
        OpCase.unary(Slice.class, "middle", floats("2 4"), x -> x.slice(-1, 1, 3)),
        OpCase.unary(Slice.class, "end", floats("2 1 3 2"), x -> x.slice(2, 1, 3)),
        OpCase.unary(Slice.class, "overlapping", floats("4"), DifferentiableCases::overlap),
        OpCase.unary(Slice.class, "beside unknown", floats("a=2 4 b=3"), x -> x.slice(1, 1, 2)),
        concat(0, "2", "3"),
        concat(1, "2 1", "2 3", "2 2"),
        concat(-1, "2 1 3 1", "2 1 3 2"),
        concat(0, "2 b=3", "1 b=3"),
        OpCase.unary(Concat.class, "x, x", floats("2 3"), x -> Value.concat(1, List.of(x, x))),
        new OpCase(
            Split.class, "", List.of(floats("6")), in -> in.get(0).split(List.of(1L, 2L, 3L))),
        new OpCase(
            Split.class, "", List.of(floats("4 b=2")), in -> in.get(0).split(List.of(3L, 1L))),
        new OpCase(Split.class, "", List.of(floats("3 2")), in -> in.get(0).split(List.of(3L))),
        OpCase.unary(
            Split.class, "unused parts", floats("6 2"), x -> x.split(List.of(1L, 2L, 3L)).get(1)));
  }

  private static Value overlap(Value x) {
    return x.slice(0, 0, 3).times(x.slice(0, 1, 4));
  }

  private static OpCase concat(int axis, String... shapes) {
    List<TestInput> inputs = Stream.of(shapes).map(TestInput::floats).toList();
    return OpCase.of(Concat.class, "axis " + axis, inputs, in -> Value.concat(axis, in));
  }

  private static List<OpCase> indexing() {
    return List.of(
        gather("4 3", ints("", 2)),
        gather("4 3", ints("3", 3, 0, 1)),
        gather("4 3", ints("2 3", 1, 1, 0, 2, 1, 0)),
        gather("a=4 b=3", ints("n=3", 3, 3, 3)),
        gather("4 3", ints("n=2 m=2", 0, 1, 1, 0)),
        gatherElements("4", ints("3", 3, 0, 3)),
        gatherElements("2 4", ints("2 3", 3, 0, 3, 2, 2, 2)),
        gatherElements("2 1 2 3", ints("2 1 2 1", 0, 1, 2, 1)),
        gatherElements("a=2 b=2 3", ints("a=2 b=2 1", 0, 1, 2, 1)),
        scatterAdd("4", ints("3", 1, 1, 2)),
        scatterAdd("4", ints("6", 0, 0, 1, 3, 3, 3)),
        scatterAdd("2 3", ints("2 3", 0, 0, 0, 2, 1, 2)),
        scatterAdd("2 1 2 3", ints("2 1 2 2", 0, 1, 2, 1, 0, 0, 2, 2)),
        scatterAdd("a=2 3", ints("a=2 2", 0, 0, 1, 2)));
  }

  private static OpCase gather(String table, TestInput indices) {
    return OpCase.binary(Gather.class, "", floats(table), indices, Value::gather);
  }

  private static OpCase gatherElements(String from, TestInput indices) {
    return OpCase.binary(GatherElements.class, "", floats(from), indices, Value::gatherElements);
  }

  private static OpCase scatterAdd(String to, TestInput indices) {
    return OpCase.of(
        ScatterAdd.class,
        "",
        List.of(floats(to), indices, floats(indices.spec())),
        in -> in.get(0).scatterAdd(-1, in.get(1), in.get(2)));
  }
}
