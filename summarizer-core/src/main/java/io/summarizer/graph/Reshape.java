package io.summarizer.graph;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The same elements under another shape, which may name the input's unknown extents.
 *
 * @param from the input's shape
 * @param target the output's shape
 */
record Reshape(Shape from, Shape target) implements SingleOutputOp {
  private static final long COPIED = 0;
  private static final long INFERRED = -1;

  /**
   * Whether the graph can hold the extents: ONNX copies those that stay at their place and infers
   * one other.
   */
  boolean isPossible() {
    return from.count().equals(target.count()) && moved() <= 1;
  }

  private long moved() {
    return extents().filter(extent -> extent == INFERRED).count();
  }

  private LongStream extents() {
    return IntStream.range(0, target.rank()).mapToLong(this::extent);
  }

  private long extent(int axis) {
    Dim dim = target.dim(axis);
    if (dim.isKnown()) {
      return dim.size();
    }
    return axis < from.rank() && dim.equals(from.dim(axis)) ? COPIED : INFERRED;
  }

  @Override
  public String onnxName() {
    return "Reshape";
  }

  @Override
  public List<long[]> parameters() {
    return List.of(extents().toArray());
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    if (!from.count().equals(target.count())) {
      throw new GraphException(
          "expected " + from.count() + " elements, got " + target.count() + " in " + target);
    }
    if (moved() > 1) {
      throw new GraphException(
          "expected at most one unknown extent that moves, got " + from + " to " + target);
    }
    return new TensorType(inputs.get(0).type(), target);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    return List.of(dy.reshapeLike(inputs.get(0)));
  }
}
