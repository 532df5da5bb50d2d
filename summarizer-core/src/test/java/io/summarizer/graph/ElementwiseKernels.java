package io.summarizer.graph;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Operators that compute each element of the output from those at its place in the inputs. */
final class ElementwiseKernels {
  private ElementwiseKernels() {}

  static final Map<Class<? extends Op>, Kernel> ALL =
      ImmutableMap.<Class<? extends Op>, Kernel>builder()
          .put(Add.class, binary((a, b) -> a + b))
          .put(Sub.class, binary((a, b) -> a - b))
          .put(Mul.class, binary((a, b) -> a * b))
          .put(Div.class, Kernel.of(Div.class, (op, in) -> divide(in.get(0), in.get(1))))
          .put(Exp.class, unary(Math::exp))
          .put(Sqrt.class, unary(Math::sqrt))
          .put(Tanh.class, unary(Math::tanh))
          .put(Relu.class, unary(x -> x > 0 ? x : 0))
          .put(Positive.class, unary(x -> x > 0 ? 1 : 0))
          .put(Identity.class, unary(x -> x))
          .put(Cast.class, Kernel.of(Cast.class, (op, in) -> cast(in.get(0), op.to())))
          .put(
              Compare.class,
              Kernel.of(
                  Compare.class,
                  (op, in) -> in.get(0).zip(DataType.BOOL, in.get(1), relation(op.relation()))))
          .put(
              Logical.class,
              Kernel.of(
                  Logical.class,
                  (op, in) -> // Not has one input
                  in.get(0).zip(DataType.BOOL, in.get(in.size() - 1), logical(op.kind()))))
          .put(
              Extreme.class,
              Kernel.of(
                  Extreme.class,
                  (op, in) ->
                      in.stream()
                          .reduce((x, y) -> x.zip(x.type(), y, op.larger() ? Math::max : Math::min))
                          .orElseThrow()))
          .put(
              Where.class,
              Kernel.of(Where.class, (op, in) -> choose(in.get(0), in.get(1), in.get(2))))
          .buildOrThrow();

  private static Kernel unary(DoubleUnaryOperator function) {
    return Kernel.of(Op.class, (op, in) -> in.get(0).map(in.get(0).type(), function));
  }

  private static Kernel binary(DoubleBinaryOperator function) {
    return Kernel.of(Op.class, (op, in) -> in.get(0).zip(in.get(0).type(), in.get(1), function));
  }

  private static NdArray divide(NdArray a, NdArray b) {
    return a.type() == DataType.INT64
        ? a.zip(a.type(), b, ElementwiseKernels::divideIntegers)
        : a.zip(a.type(), b, (x, y) -> x / y);
  }

  private static double divideIntegers(double a, double b) {
    long quotient = (long) a / (long) b;
    return quotient;
  }

  /** Integers are cut towards 0; what is not 0 is true; floating types are not rounded. */
  private static NdArray cast(NdArray x, DataType to) {
    return switch (to) {
      case INT64 -> x.map(to, element -> (double) (long) element);
      case BOOL -> x.map(to, element -> element == 0 ? 0 : 1);
      case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> x.map(to, element -> element);
    };
  }

  private static DoubleBinaryOperator relation(Compare.Relation relation) {
    return switch (relation) {
      case LESS -> (a, b) -> a < b ? 1 : 0;
      case GREATER -> (a, b) -> a > b ? 1 : 0;
      case EQUAL -> (a, b) -> a == b ? 1 : 0;
    };
  }

  private static DoubleBinaryOperator logical(Logical.Kind kind) {
    return switch (kind) {
      case AND -> (a, b) -> a == 1 && b == 1 ? 1 : 0;
      case OR -> (a, b) -> a == 1 || b == 1 ? 1 : 0;
      case NOT -> (a, same) -> a == 1 ? 0 : 1;
    };
  }

  private static NdArray choose(NdArray condition, NdArray yes, NdArray no) {
    NdArray frame =
        condition.zip(DataType.BOOL, yes, (a, b) -> 0).zip(DataType.BOOL, no, (a, b) -> 0);
    return NdArray.fill(
        yes.type(),
        frame.shape(),
        place -> {
          int[] index = frame.index(place);
          return (condition.broadcastAt(index) == 1 ? yes : no).broadcastAt(index);
        });
  }
}
