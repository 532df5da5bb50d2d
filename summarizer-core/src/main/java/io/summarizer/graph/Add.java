package io.summarizer.graph;

import java.util.List;

/** {@code a + b}, broadcasting. */
record Add() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Add";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return Checks.arithmetic(inputs);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value output, Value dy) {
    return List.of(dy, dy);
  }
}
