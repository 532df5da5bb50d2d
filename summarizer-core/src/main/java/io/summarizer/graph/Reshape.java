package io.summarizer.graph;

import java.util.ArrayList;
import java.util.List;

/** The same elements under another shape, which may name the input's unknown extents. */
record Reshape(Shape target, List<Long> extents) implements SingleOutputOp {
  /** A reshape of {@code x} to {@code target}. */
  static Reshape of(Value x, Shape target) {
    return new Reshape(target, extents(x.shape(), target));
  }

  /** ONNX's notation: 0 copies the input's extent at the same place, one -1 is what remains. */
  private static List<Long> extents(Shape from, Shape to) {
    List<Long> result = new ArrayList<>();
    boolean inferred = false;
    for (int i = 0; i < to.rank(); i++) {
      Dim dim = to.dim(i);
      if (dim.isKnown()) {
        result.add(dim.size());
      } else if (i < from.rank() && dim.equals(from.dim(i))) {
        result.add(0L);
      } else if (!inferred) {
        result.add(-1L);
        inferred = true;
      } else {
        throw new GraphException(
            "expected at most one unknown extent that moves, got " + from + " to " + to);
      }
    }
    return List.copyOf(result);
  }

  @Override
  public String onnxName() {
    return "Reshape";
  }

  @Override
  public List<long[]> parameters() {
    return List.of(extents.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Shape from = inputs.get(0).shape();
    if (!from.count().equals(target.count())) {
      throw new GraphException(
          "expected " + from.count() + " elements, got " + target.count() + " in " + target);
    }
    return new TensorType(inputs.get(0).type(), target);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    Value x = inputs.get(0);
    return List.of(dy.reshapeLike(x));
  }
}
