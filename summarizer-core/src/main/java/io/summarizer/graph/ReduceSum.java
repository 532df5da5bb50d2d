package io.summarizer.graph;

import com.google.common.primitives.Longs;
import java.util.Comparator;
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
    Checks.numbers(inputs.get(0));
    Shape shape = inputs.get(0).shape();
    List<Integer> innermostFirst =
        axes.stream().map(shape::axis).distinct().sorted(Comparator.reverseOrder()).toList();
    if (axes.isEmpty() || innermostFirst.size() < axes.size()) { // ONNX sums over all for no axis
      throw new GraphException("expected one or more different axes, got " + axes);
    }
    for (int axis : innermostFirst) {
      shape = keepDims ? shape.with(axis, Dim.ONE) : shape.without(axis);
    }
    return new TensorType(inputs.get(0).type(), shape);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    Value x = inputs.get(0);
    Value kept = keepDims ? y : Graph.apply(new ReduceSum(axes, true), x); // for its shape
    return List.of(dy.reshapeLike(kept)); // to be broadcast over the axes
  }
}
