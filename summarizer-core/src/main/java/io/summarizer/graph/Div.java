package io.summarizer.graph;

import java.util.List;

/** {@code a / b}, element by element, broadcasting. */
record Div() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Div";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return Checks.arithmetic(inputs);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value output, Value dy) {
    Value da = dy.dividedBy(inputs.get(1));
    return List.of(da, da.times(output).times(-1));
  }
}
