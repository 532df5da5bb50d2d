package io.summarizer.graph;

import java.util.List;

/** The square root. */
record Sqrt() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Sqrt";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return Checks.unary(inputs);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    return List.of(dy.times(0.5).dividedBy(y));
  }
}
