package io.summarizer.graph;

import java.util.List;

/** Zeros in a shape that the input gives when the graph runs. */
record Fill(TensorType result) implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "ConstantOfShape";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Zero("value", result.type()));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Checks.shapeVector(inputs.get(0), result.shape());
    return result;
  }
}
