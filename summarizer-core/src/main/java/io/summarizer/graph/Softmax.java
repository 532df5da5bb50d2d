package io.summarizer.graph;

import java.util.List;

/** {@code exp(x) / sum(exp(x))} over the innermost axis. */
record Softmax() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Softmax";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("axis", -1));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return Checks.alongInnermostAxis(inputs);
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    Value weighted = dy.times(y);
    return List.of(weighted.minus(y.times(weighted.sum(true, -1))));
  }
}
