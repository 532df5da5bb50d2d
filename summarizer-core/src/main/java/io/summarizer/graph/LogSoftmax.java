package io.summarizer.graph;

import java.util.List;

/** {@code x - log(sum(exp(x)))} over the innermost axis. */
record LogSoftmax() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "LogSoftmax";
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
    return List.of(dy.minus(y.exp().times(dy.sum(true, -1))));
  }
}
