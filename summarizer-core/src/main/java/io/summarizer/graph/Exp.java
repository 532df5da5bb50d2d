package io.summarizer.graph;

import java.util.List;

/** {@code e^x}. */
record Exp() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Exp";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return Checks.unary(inputs);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    return List.of(dy.times(y));
  }
}
