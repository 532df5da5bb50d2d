package io.summarizer.graph;

import java.util.List;

/** The hyperbolic tangent. */
record Tanh() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Tanh";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return Checks.unary(inputs);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    return List.of(dy.minus(dy.times(y).times(y)));
  }
}
