package io.summarizer.graph;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The extents of a tensor, outermost first. */
public record Shape(ImmutableList<Dim> dims) {
  /** The shape of a single number: no axes. */
  public static final Shape SCALAR = new Shape(ImmutableList.of());

  /** A shape of the given extents. */
  public static Shape of(Dim... dims) {
    return new Shape(ImmutableList.copyOf(dims));
  }

  /** A shape of known extents. */
  public static Shape of(long... sizes) {
    return new Shape(
        Arrays.stream(sizes).mapToObj(Dim::of).collect(ImmutableList.toImmutableList()));
  }

  /** The number of axes. */
  public int rank() {
    return dims.size();
  }

  /**
   * The extent at {@code axis}; negative axes count from the end.
   *
   * @throws GraphException if there is no such axis
   */
  public Dim dim(int axis) {
    return dims.get(axis(axis));
  }

  /** {@code axis} counted from the front. */
  int axis(int axis) {
    int result = axis < 0 ? axis + rank() : axis;
    if (result < 0 || result >= rank()) {
      throw new GraphException("axis " + axis + " does not exist in shape " + this);
    }
    return result;
  }

  /** The number of elements. */
  public Dim count() {
    return dims.stream().reduce(Dim.ONE, Dim::times);
  }

  /**
   * The extents as numbers.
   *
   * @throws GraphException if one is known only when the graph runs
   */
  public long[] sizes() {
    return dims.stream().mapToLong(Dim::size).toArray();
  }

  Shape with(int axis, Dim dim) {
    Dim[] result = dims.toArray(Dim[]::new);
    result[axis(axis)] = dim;
    return of(result);
  }

  Shape without(int axis) {
    int removed = axis(axis);
    ImmutableList.Builder<Dim> result = ImmutableList.builder();
    for (int i = 0; i < rank(); i++) {
      if (i != removed) {
        result.add(dims.get(i));
      }
    }
    return new Shape(result.build());
  }

  /** The outermost {@code count} extents. */
  Shape first(int count) {
    return new Shape(dims.subList(0, count));
  }

  Shape plus(Dim... inner) {
    return new Shape(ImmutableList.<Dim>builder().addAll(dims).add(inner).build());
  }

  /**
   * The shape that this and {@code other} broadcast to by NumPy's rule: aligned at the innermost
   * axis, extents are equal or one of them is 1.
   */
  Shape broadcast(Shape other) {
    int rank = Math.max(rank(), other.rank());
    Dim[] result = new Dim[rank];
    for (int i = 1; i <= rank; i++) {
      Dim a = i <= rank() ? dim(-i) : Dim.ONE;
      Dim b = i <= other.rank() ? other.dim(-i) : Dim.ONE;
      if (!a.equals(b) && !a.isOne() && !b.isOne()) {
        throw new GraphException("shapes " + this + " and " + other + " do not broadcast");
      }
      result[rank - i] = a.isOne() ? b : a;
    }
    return of(result);
  }

  /** Whether the shapes can turn out equal when the graph runs. */
  boolean canEqual(Shape other) {
    return rank() == other.rank()
        && IntStream.range(0, rank()).allMatch(axis -> dim(axis).canEqual(other.dim(axis)));
  }

  @Override
  public String toString() {
    return dims.toString();
  }
}
