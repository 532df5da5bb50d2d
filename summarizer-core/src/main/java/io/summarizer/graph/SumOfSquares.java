package io.summarizer.graph;

import java.util.List;

/** The sum of the squares of all elements, a scalar. */
record SumOfSquares() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "ReduceSumSquare";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("keepdims", 0));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return new TensorType(Checks.unary(inputs).type(), Shape.SCALAR);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    return List.of(inputs.get(0).times(dy.times(2)));
  }
}
