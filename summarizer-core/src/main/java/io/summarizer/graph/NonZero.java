package io.summarizer.graph;

import java.util.List;

/**
 * The indices of the true elements of a vector of booleans, from the first: [1, count].
 *
 * @param count how many there are
 */
record NonZero(Dim count) implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "NonZero";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Checks.type(inputs.get(0), DataType.BOOL);
    if (inputs.get(0).shape().rank() != 1) {
      throw new GraphException("expected a vector, got " + inputs.get(0).shape());
    }
    return new TensorType(DataType.INT64, Shape.of(Dim.ONE, count));
  }
}
