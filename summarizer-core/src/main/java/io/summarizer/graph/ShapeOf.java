package io.summarizer.graph;

import java.util.List;

/** The extents of a tensor, as a vector. */
record ShapeOf() implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "Shape";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    return new TensorType(DataType.INT64, Shape.of(inputs.get(0).shape().rank()));
  }
}
