package io.summarizer.graph;

import java.util.List;

/** The same elements under a shape that the second input gives when the graph runs. */
record ReshapeTo(Shape target) implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Reshape";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 2);
    Checks.type(inputs.get(1), DataType.INT64);
    return new TensorType(inputs.get(0).type(), target);
  }

  @Override
  public List<@org.jspecify.annotations.Nullable Value> gradients(
      List<Value> inputs, Value y, Value dy) {
    return java.util.Arrays.asList(dy.reshapeLike(inputs.get(0)), null);
  }
}
