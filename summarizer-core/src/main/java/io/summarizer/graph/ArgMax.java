package io.summarizer.graph;

import java.util.List;

/**
 * The index of the largest element along the innermost axis, the first of equals; drops the axis.
 */
record ArgMax() implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "ArgMax";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("axis", -1), new Attribute.Int("keepdims", 0));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    return new TensorType(DataType.INT64, inputs.get(0).shape().without(-1));
  }
}
