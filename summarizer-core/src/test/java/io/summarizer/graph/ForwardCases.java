package io.summarizer.graph;

import static io.summarizer.graph.TestInput.floats;
import static io.summarizer.graph.TestInput.ints;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The uses of operators that have no gradient: other operators, and integers and booleans. */
final class ForwardCases {
  private static final Dim N = Dim.named("n");

  private ForwardCases() {}

  static List<OpCase> all() {
    return Stream.of(comparisons(), integers(), shapes(), choices(), casts(), LoopCases.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<OpCase> comparisons() {
    TestInput row = ints("3", 2, 1, 0);
    TestInput matrix = ints("2 3", 1, 1, 1, 2, 0, 0);
    List<OpCase> cases = new ArrayList<>();
    for (boolean floating : new boolean[] {false, true}) {
      TestInput a = floating ? floats("3", 2, 1, 0) : row;
      TestInput b = floating ? floats("2 3", 1, 1, 1, 2, 0, 0) : matrix;
      cases.add(OpCase.binary(Compare.class, "less", a, b, Value::lessThan));
      cases.add(OpCase.binary(Compare.class, "greater", b, a, Value::greaterThan));
      cases.add(OpCase.binary(Compare.class, "equal", a, b, Value::equalTo));
      cases.add(OpCase.binary(Extreme.class, "max", a, b, Value::max));
      cases.add(OpCase.binary(Extreme.class, "min", b, a, Value::min));
    }
    cases.add(OpCase.binary(Extreme.class, "of three", row, matrix, ForwardCases::smallest));
    cases.add(OpCase.unary(Compare.class, "number", floats("2 3"), x -> x.greaterThan(0.5)));
    TestInput signs = floats("4", -2, 0, 1, 3);
    cases.add(OpCase.unary(Positive.class, signs, x -> Graph.apply(new Positive(), x)));
    cases.add(OpCase.binary(Compare.class, "booleans", row, matrix, booleans(Value::equalTo)));
    cases.add(OpCase.binary(Logical.class, "and", row, matrix, booleans(Value::and)));
    cases.add(OpCase.binary(Logical.class, "or", matrix, row, booleans(Value::or)));
    cases.add(OpCase.unary(Logical.class, "not", row, x -> x.greaterThan(0).not()));
    return cases;
  }

  private static Value smallest(Value a, Value b) {
    return Graph.apply(new Extreme(false), a, b, a.graph().scalar(1));
  }

  private static BinaryOperator<Value> booleans(BinaryOperator<Value> build) {
    return (a, b) -> build.apply(a.greaterThan(0), b.greaterThan(0));
  }

  private static List<OpCase> integers() {
    TestInput a = ints("2 3", 7, -7, 5, 4, -4, 0);
    TestInput b = ints("3", 2, 2, -3);
    return List.of(
        OpCase.binary(Add.class, "integers", a, b, Value::plus),
        OpCase.binary(Sub.class, "integers", a, b, Value::minus),
        OpCase.binary(Mul.class, "integers", a, b, Value::times),
        OpCase.binary(Div.class, "integers", a, b, Value::dividedBy),
        OpCase.unary(ReduceSum.class, "integers", a, x -> x.sum(false, 0)),
        OpCase.unary(Slice.class, "integers", a, x -> x.slice(1, 0, 2)),
        OpCase.unary(Transpose.class, "integers", a, x -> x.transpose(1, 0)),
        OpCase.unary(Concat.class, "integers", b, x -> Value.concat(0, List.of(x, x.times(2)))),
        OpCase.unary(
            Concat.class,
            "booleans",
            b,
            x -> Value.concat(0, List.of(x.greaterThan(0), x.greaterThan(1)))),
        OpCase.binary(
            Concat.class,
            "unknown extents",
            ints("n=2", 1, 2),
            ints("m=3", 3, 4, 5),
            (x, y) -> Value.concat(0, List.of(x, y, x))),
        OpCase.binary(Gather.class, "vector", b, ints("2 2", 2, 0, 0, 1), Value::gather),
        OpCase.binary(Gather.class, "vector", floats("5"), ints("2", 4, 0), Value::gather),
        OpCase.binary(Gather.class, "3-D table", floats("3 2 2"), ints("2", 2, 0), Value::gather),
        OpCase.binary(
            GatherElements.class, "integers", a, ints("2 1", 2, 1), Value::gatherElements),
        OpCase.of(
            ScatterAdd.class,
            "outer axis",
            List.of(floats("3 2"), ints("4 2", 0, 1, 0, 2, 2, 2, 0, 0), floats("4 2")),
            in -> in.get(0).scatterAdd(0, in.get(1), in.get(2))));
  }

  private static List<OpCase> shapes() {
    List<OpCase> cases = new ArrayList<>();
    for (String shape : List.of("", "3", "2 3", "a=2 3 b=4")) {
      cases.add(OpCase.unary(ShapeOf.class, floats(shape), Value::shapeOf));
      cases.add(OpCase.unary(SizeOf.class, floats(shape), Value::sizeOf));
      cases.add(OpCase.unary(Fill.class, floats(shape), Value::zerosLike));
    }
    cases.add(OpCase.unary(Fill.class, "integers", ints("2", 1, 2), Value::zerosLike));
    cases.add(
        OpCase.unary(
            Fill.class,
            "to extents",
            floats("a=2 3"),
            x -> x.graph().zeros(x.type(), x.shapeOf(), x.shape())));
    cases.add(
        OpCase.binary(
            Expand.class,
            "to extents",
            floats("3"),
            floats("a=2 3"),
            (x, like) -> x.expandTo(like.shapeOf(), like.shape())));
    cases.add(
        OpCase.unary(Fill.class, "booleans", ints("2", 1, 2), x -> x.greaterThan(1).zerosLike()));
    cases.add(OpCase.unary(Range.class, ints("", 4), x -> x.graph().range(x, N)));
    cases.add(OpCase.unary(Range.class, "one", ints("", 1), x -> x.graph().range(x, N)));
    cases.add(
        OpCase.of(
            Range.class,
            "downwards",
            List.of(ints("", 5), ints("", -2), ints("", -3)),
            in -> Graph.applyAll(new Range(N), in).get(0)));
    cases.add(window("6", 2, 5));
    cases.add(window("4 2", 0, 4));
    cases.add(window("a=4 b=2", 3, 4));
    cases.add(
        OpCase.of(
            Window.class,
            "inner axis",
            List.of(floats("2 a=5 2"), ints("1", 1), ints("1", 4)),
            in -> in.get(0).window(1, in.get(1), in.get(2), N)));
    return cases;
  }

  private static OpCase window(String shape, int start, int end) {
    return OpCase.of(
        Window.class,
        start + " to " + end,
        List.of(floats(shape), ints("1", start), ints("1", end)),
        in -> in.get(0).window(in.get(1), in.get(2), N));
  }

  private static List<OpCase> choices() {
    TestInput ties = floats("2 4", 1, 3, 3, 0, -5, -5, -6, -7);
    return List.of(
        OpCase.unary(ArgMax.class, "first of equals", ties, Value::argMax),
        OpCase.unary(ArgMax.class, floats("5"), Value::argMax),
        OpCase.unary(ArgMax.class, floats("a=2 3 b=4"), Value::argMax),
        OpCase.unary(ArgMax.class, "integers", ints("2 2", 3, 4, 4, 3), Value::argMax),
        topK(2, ties),
        topK(4, ties),
        topK(1, floats("a=3 5")),
        topK(3, floats("5")),
        topK(2, floats("2 b=5")),
        topK(2, ints("2 3", 1, 3, 3, 2, 2, 1)),
        OpCase.unary(CumSum.class, "forwards", floats("a=2 3 4"), x -> x.cumulativeSum(false)),
        OpCase.unary(CumSum.class, "from the end", floats("2 b=5"), x -> x.cumulativeSum(true)),
        OpCase.unary(CumSum.class, "integers", ints("4", 1, 2, 3, 4), x -> x.cumulativeSum(true)),
        places(ints("5", 0, 1, 1, 0, 1)),
        places(ints("n=3", 1, 1, 1)),
        OpCase.unary(
            NonZero.class,
            "none",
            ints("2", 0, 0),
            x -> Graph.apply(new NonZero(Dim.named("count")), x.greaterThan(0))),
        scatter(floats("2 4"), ints("2 2", 3, 0, 1, 1), x -> x.times(0).plus(7)),
        scatter(ints("a=2 3", 1, 2, 3, 4, 5, 6), ints("a=2 1", 2, 0), x -> x.times(10)),
        where(ints("2 3", 1, 0, 1, 0, 0, 1), floats("2 3"), floats("2 3")),
        where(ints("2 1", 1, 0), floats("3"), floats("")),
        where(ints("2", 1, 0), floats("3 1"), floats("4 1 1")),
        where(ints("", 1), floats("a=2 1"), floats("b=3")),
        where(ints("2", 1, 0), ints("2", 5, 6), ints("", 7)));
  }

  private static OpCase places(TestInput conditions) {
    return OpCase.unary(
        NonZero.class, "", conditions, x -> x.greaterThan(0).places(Dim.named("count")));
  }

  private static OpCase topK(long count, TestInput x) {
    return new OpCase(
        TopK.class,
        count + " of",
        List.of(x),
        in -> {
          Value.Top top = in.get(0).topK(count);
          return List.of(top.values(), top.indices());
        });
  }

  /** Replaces picked elements by a function of them. */
  private static OpCase scatter(TestInput x, TestInput indices, UnaryOperator<Value> update) {
    return OpCase.binary(
        Scatter.class,
        "",
        x,
        indices,
        (v, at) -> v.scatter(at, update.apply(v.gatherElements(at))));
  }

  private static OpCase where(TestInput condition, TestInput yes, TestInput no) {
    return OpCase.of(
        Where.class,
        "",
        List.of(condition, yes, no),
        in -> in.get(0).greaterThan(0).choose(in.get(1), in.get(2)));
  }

  private static List<OpCase> casts() {
    TestInput x = floats("5", -2, -1, 0, 1, 2);
    return List.of(
        cast("toward zero", x, DataType.INT64, 0.75),
        cast("not zero", x, DataType.BOOL, 0.5),
        cast("integers", ints("3", -1, 0, 7), DataType.BOOL, 3),
        OpCase.unary(Cast.class, "integers", ints("3", -1, 0, 7), i -> i.cast(DataType.FLOAT)),
        OpCase.unary(Cast.class, "booleans", x, b -> b.greaterThan(0).cast(b.type()).times(0.5)),
        // Quarters are exact in all types.
        cast("float16", x, DataType.FLOAT16, 0.25),
        cast("bfloat16", x, DataType.BFLOAT16, 0.25),
        cast("double", x, DataType.DOUBLE, 0.1));
  }

  private static OpCase cast(String name, TestInput x, DataType to, double factor) {
    return OpCase.unary(Cast.class, name, x, value -> value.times(factor).cast(to));
  }
}
