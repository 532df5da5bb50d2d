package io.summarizer.graph;

import java.util.List;

/**
 * The numbers from {@code start} to before {@code limit} by {@code step}; all three are scalars.
 */
record Range(Dim length) implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "Range";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 3);
    for (Value input : inputs) {
      Checks.type(input, DataType.INT64);
      if (input.shape().rank() != 0) {
        throw new GraphException("expected scalars, got " + input.shape());
      }
    }
    return new TensorType(DataType.INT64, Shape.of(length));
  }
}
