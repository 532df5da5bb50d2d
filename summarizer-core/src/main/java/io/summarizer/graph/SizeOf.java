package io.summarizer.graph;

import java.util.List;

/** The number of elements of a tensor. */
record SizeOf() implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "Size";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    return new TensorType(DataType.INT64, Shape.SCALAR);
  }
}
