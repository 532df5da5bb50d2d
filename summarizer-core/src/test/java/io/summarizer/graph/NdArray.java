package io.summarizer.graph;

import static java.util.stream.IntStream.range;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * A tensor of the reference evaluator, row by row. Every element is a double: an integer is one
 * without a fraction, exact up to 2^53, and a boolean is 0 or 1.
 */
final class NdArray {
  private static final double LARGEST_EXACT_INTEGER = 1L << 53;

  private final DataType type;
  private final ImmutableList<Integer> shape;
  private final double[] data;

  private NdArray(DataType type, ImmutableList<Integer> shape, double[] data) {
    this.type = type;
    this.shape = shape;
    this.data = data;
    int count = shape.stream().reduce(1, Math::multiplyExact);
    if (data.length != count) {
      throw new IllegalArgumentException(
          "shape " + shape + ": expected " + count + " elements, got " + data.length);
    }
    for (double element : data) {
      if (!holds(type, element)) {
        throw new IllegalArgumentException(type + " cannot hold " + element);
      }
    }
  }

  private static boolean holds(DataType type, double element) {
    return switch (type) {
      case BOOL -> element == 0 || element == 1;
      case INT64 -> element == Math.rint(element) && Math.abs(element) <= LARGEST_EXACT_INTEGER;
      case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> true;
    };
  }

  static NdArray of(DataType type, List<Integer> shape, double... data) {
    return new NdArray(type, ImmutableList.copyOf(shape), data);
  }

  /** An array whose element at each place is {@code element} of the place. */
  static NdArray fill(DataType type, List<Integer> shape, IntToDoubleFunction element) {
    int count = shape.stream().reduce(1, Math::multiplyExact);
    return of(type, shape, range(0, count).mapToDouble(element).toArray());
  }

  /** An array of this type and shape. */
  NdArray fillLike(IntToDoubleFunction element) {
    return fill(type, shape, element);
  }

  static NdArray scalar(DataType type, double number) {
    return of(type, List.of(), number);
  }

  static NdArray vector(int... numbers) {
    return of(
        DataType.INT64, List.of(numbers.length), Arrays.stream(numbers).asDoubleStream().toArray());
  }

  DataType type() {
    return type;
  }

  ImmutableList<Integer> shape() {
    return shape;
  }

  /** The elements themselves, row by row; not to be changed. */
  double[] data() {
    return data;
  }

  int rank() {
    return shape.size();
  }

  int count() {
    return data.length;
  }

  /** The extent of an axis; negative axes count from the innermost. */
  int extent(int axis) {
    return shape.get(axis < 0 ? axis + rank() : axis);
  }

  /** The elements as integers. */
  int[] ints() {
    return Arrays.stream(data).mapToInt(x -> Ints.checkedCast((long) x)).toArray();
  }

  // ---- places: an element has a place in the data and an index on each axis

  int[] index(int place) {
    int[] index = new int[rank()];
    for (int axis = rank() - 1; axis >= 0; axis--) {
      index[axis] = place % shape.get(axis);
      place /= shape.get(axis);
    }
    return index;
  }

  double at(int... index) {
    return data[place(index)];
  }

  int place(int... index) {
    int place = 0;
    for (int axis = 0; axis < rank(); axis++) {
      if (index[axis] < 0 || index[axis] >= shape.get(axis)) {
        throw new IndexOutOfBoundsException(Arrays.toString(index) + " in " + shape);
      }
      place = place * shape.get(axis) + index[axis];
    }
    return place;
  }

  /**
   * The element that stands at {@code index} once this is broadcast: axes align at the innermost,
   * and an axis of extent 1 repeats its only element.
   */
  double broadcastAt(int... index) {
    int[] own = new int[rank()];
    for (int axis = 0; axis < rank(); axis++) {
      own[axis] = shape.get(axis) == 1 ? 0 : index[index.length - rank() + axis];
    }
    return at(own);
  }

  static ImmutableList<Integer> broadcastShape(List<Integer> a, List<Integer> b) {
    int rank = Math.max(a.size(), b.size());
    Integer[] result = new Integer[rank];
    Arrays.fill(result, 1);
    for (List<Integer> shape : List.of(a, b)) {
      for (int i = 1; i <= shape.size(); i++) {
        int extent = shape.get(shape.size() - i);
        if (extent != 1 && result[rank - i] != 1 && extent != result[rank - i]) {
          throw new IllegalArgumentException("shapes " + a + " and " + b + " do not broadcast");
        }
        result[rank - i] = extent == 1 ? result[rank - i] : extent;
      }
    }
    return ImmutableList.copyOf(result);
  }

  // ---- element by element

  NdArray map(DataType to, DoubleUnaryOperator function) {
    return of(to, shape, Arrays.stream(data).map(function).toArray());
  }

  NdArray zip(DataType to, NdArray other, DoubleBinaryOperator function) {
    NdArray frame = fill(to, broadcastShape(shape, other.shape), place -> 0);
    return fill(
        to,
        frame.shape,
        place -> {
          int[] index = frame.index(place);
          return function.applyAsDouble(broadcastAt(index), other.broadcastAt(index));
        });
  }

  NdArray reshaped(List<Integer> to) {
    return of(type, to, data);
  }

  // ---- comparison

  double sum() {
    return Arrays.stream(data).sum();
  }

  /** The largest difference from {@code expected}, in parts of its largest element. */
  double relativeDistance(NdArray expected) {
    if (!shape.equals(expected.shape) || type != expected.type) {
      throw new AssertionError("expected " + expected + ", got " + this);
    }
    double scale = 1e-6;
    double distance = 0;
    for (int place = 0; place < count(); place++) {
      scale = Math.max(scale, Math.abs(expected.data[place]));
      distance = Math.max(distance, distance(data[place], expected.data[place]));
    }
    return distance / scale;
  }

  /** A difference that is also 0 between equal infinities, and infinite from any NaN. */
  private static double distance(double a, double b) {
    double difference = a == b ? 0 : Math.abs(a - b);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  @Override
  public String toString() {
    return type + "" + shape + Arrays.toString(data);
  }
}
