package io.summarizer.graph;

import java.util.List;

/** {@code a * b}, element by element, broadcasting. */
record Mul() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Mul";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return Checks.arithmetic(inputs);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value output, Value dy) {
    return List.of(dy.times(inputs.get(1)), dy.times(inputs.get(0)));
  }
}
