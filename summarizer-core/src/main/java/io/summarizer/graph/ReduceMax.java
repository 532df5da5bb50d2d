package io.summarizer.graph;

import java.util.List;

/** The largest of all elements, a scalar. */
record ReduceMax() implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "ReduceMax";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("keepdims", 0));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Checks.numbers(inputs.get(0));
    return new TensorType(inputs.get(0).type(), Shape.SCALAR);
  }
}
