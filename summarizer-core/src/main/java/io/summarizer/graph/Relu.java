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
    // What is not 0 here is above 0; GPUs have no comparison of bfloat16.
    Value positive =
        y.type() == DataType.FLOAT
            ? Graph.apply(new Positive(), y)
            : y.cast(DataType.BOOL).cast(y.type());
    return List.of(dy.times(positive));
  }
}
