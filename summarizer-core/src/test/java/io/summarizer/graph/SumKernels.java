package io.summarizer.graph;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Operators that add elements up: products of matrices, sums, normalisation. */
final class SumKernels {
  private SumKernels() {}

  static final Map<Class<? extends Op>, Kernel> ALL =
      ImmutableMap.<Class<? extends Op>, Kernel>builder()
          .put(
              MatMul.class,
              Kernel.of(
                  MatMul.class,
                  (op, in) ->
                      product(matrix(in.get(0), op.transA()), matrix(in.get(1), op.transB()))
                          .map(in.get(0).type(), x -> x * op.alpha())))
          .put(ReduceSum.class, Kernel.of(ReduceSum.class, (op, in) -> sum(op, in.get(0))))
          .put(
              SumOfSquares.class,
              Kernel.of(
                  SumOfSquares.class,
                  (op, in) ->
                      NdArray.scalar(
                          in.get(0).type(), in.get(0).map(DataType.DOUBLE, x -> x * x).sum())))
          .put(
              Softmax.class,
              Kernel.of(Softmax.class, (op, in) -> mapRows(in.get(0), SumKernels::softmax)))
          .put(
              LogSoftmax.class,
              Kernel.of(LogSoftmax.class, (op, in) -> mapRows(in.get(0), SumKernels::logSoftmax)))
          .put(
              CumSum.class,
              Kernel.of(CumSum.class, (op, in) -> mapRows(in.get(0), row -> runningSums(row, op))))
          .put(
              RmsNorm.class,
              (op, in, dims) -> rmsNorm(in.get(0), in.get(1), ((RmsNorm) op).epsilon()))
          .buildOrThrow();

  private static double[] runningSums(double[] row, CumSum op) {
    double[] sums = row.clone();
    for (int i = 1; i < row.length; i++) {
      int place = op.fromEnd() ? row.length - 1 - i : i;
      sums[place] += sums[place + (op.fromEnd() ? 1 : -1)];
    }
    return sums;
  }

  // ---- products

  /** The array with its two innermost axes exchanged if {@code transposed}. */
  private static NdArray matrix(NdArray x, boolean transposed) {
    if (!transposed) {
      return x;
    }
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      axes.add(axis);
    }
    axes.set(x.rank() - 2, x.rank() - 1);
    axes.set(x.rank() - 1, x.rank() - 2);
    return ShapeKernels.transpose(x, axes);
  }

  private static NdArray product(NdArray a, NdArray b) {
    List<Integer> shape =
        new ArrayList<>(
            NdArray.broadcastShape(
                a.shape().subList(0, a.rank() - 2), b.shape().subList(0, b.rank() - 2)));
    shape.add(a.extent(-2));
    shape.add(b.extent(-1));
    NdArray frame = NdArray.fill(a.type(), shape, place -> 0);
    return NdArray.fill(
        a.type(),
        shape,
        place -> {
          int[] left = frame.index(place);
          int[] right = left.clone();
          double sum = 0;
          for (int k = 0; k < a.extent(-1); k++) {
            left[left.length - 1] = k;
            right[right.length - 2] = k;
            sum += matrixAt(a, left) * matrixAt(b, right);
          }
          return sum;
        });
  }

  /** Broadcasts all axes but the two innermost, which are not to be repeated. */
  private static double matrixAt(NdArray x, int[] index) {
    int[] inner = Arrays.copyOfRange(index, index.length - 2, index.length);
    if (inner[0] >= x.extent(-2) || inner[1] >= x.extent(-1)) {
      throw new IndexOutOfBoundsException(Arrays.toString(index) + " in " + x.shape());
    }
    return x.broadcastAt(index);
  }

  // ---- sums

  private static NdArray sum(ReduceSum op, NdArray x) {
    List<Integer> axes = op.axes().stream().map(a -> a < 0 ? a + x.rank() : a).toList();
    List<Integer> kept = new ArrayList<>(x.shape());
    axes.forEach(axis -> kept.set(axis, 1));
    NdArray frame = NdArray.fill(x.type(), kept, place -> 0);
    double[] sums = new double[frame.count()];
    for (int place = 0; place < x.count(); place++) {
      int[] index = x.index(place);
      axes.forEach(axis -> index[axis] = 0);
      sums[frame.place(index)] += x.data()[place];
    }
    List<Integer> dropped = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!axes.contains(axis)) {
        dropped.add(x.extent(axis));
      }
    }
    return NdArray.of(x.type(), op.keepDims() ? kept : dropped, sums);
  }

  // ---- rows of the innermost axis

  private static NdArray mapRows(NdArray x, UnaryOperator<double[]> function) {
    double[] result = new double[x.count()];
    int width = x.extent(-1);
    for (int start = 0; start < result.length; start += width) {
      double[] row = Arrays.copyOfRange(x.data(), start, start + width);
      System.arraycopy(function.apply(row), 0, result, start, width);
    }
    return NdArray.of(x.type(), x.shape(), result);
  }

  private static double[] softmax(double[] row) {
    return Arrays.stream(logSoftmax(row)).map(Math::exp).toArray();
  }

  private static double[] logSoftmax(double[] row) {
    double max = Arrays.stream(row).max().orElseThrow();
    double log = max + Math.log(Arrays.stream(row).map(x -> Math.exp(x - max)).sum());
    return Arrays.stream(row).map(x -> x - log).toArray();
  }

  private static List<NdArray> rmsNorm(NdArray x, NdArray weight, double epsilon) {
    NdArray squares = x.map(x.type(), element -> element * element);
    NdArray factor =
        sum(new ReduceSum(List.of(-1), true), squares)
            .map(x.type(), sum -> 1 / Math.sqrt(sum / x.extent(-1) + epsilon));
    NdArray y = x.zip(x.type(), factor, (a, b) -> a * b).zip(x.type(), weight, (a, b) -> a * b);
    return List.of(y, factor.map(DataType.FLOAT, r -> r)); // its type only, not rounded
  }
}
