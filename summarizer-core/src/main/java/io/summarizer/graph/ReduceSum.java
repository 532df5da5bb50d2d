package io.summarizer.graph;

import com.google.common.primitives.Longs;
import java.util.List;

/** The sum over some axes. */
record ReduceSum(List<Integer> axes, boolean keepDims) implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "ReduceSum";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("keepdims", keepDims ? 1 : 0));
  }

  @Override
  public List<long[]> parameters() {
    return List.of(Longs.toArray(axes));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Shape shape = inputs.get(0).shape();
    for (int axis : axes.stream().map(shape::axis).sorted((a, b) -> b - a).toList()) {
      shape = keepDims ? shape.with(axis, Dim.ONE) : shape.without(axis);
    }
    return new TensorType(inputs.get(0).type(), shape);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    Value x = inputs.get(0);
    Shape kept = x.shape();
    for (int axis : axes) {
      kept = kept.with(axis, Dim.ONE);
    }
    return List.of(dy.reshape(kept).expandLike(x));
  }
}
