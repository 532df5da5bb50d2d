package io.summarizer.graph;

import java.util.List;

/** {@code max(x, 0)}; its derivative at 0 is taken as 0. */
record Relu() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Relu";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return Checks.unary(inputs);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    return List.of(dy.times(y.positive()));
  }
}
