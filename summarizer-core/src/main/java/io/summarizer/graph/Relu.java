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
    boolean wide = y.type() == DataType.FLOAT || y.type() == DataType.DOUBLE;
    // GPUs have no comparison of bfloat16. What is not 0 here is above 0.
    Value positive = wide ? y.greaterThan(0) : y.cast(DataType.BOOL);
    return List.of(dy.times(positive.cast(y.type())));
  }
}
