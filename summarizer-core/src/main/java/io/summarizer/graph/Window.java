package io.summarizer.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of one axis from one vector's number to before another's, known when the graph runs; for
 * inputs (token ids, random masks), not on the loss's path.
 */
record Window(int axis, Dim length) implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "Slice";
  }

  @Override
  public List<long[]> parameters() {
    return List.of(new long[] {axis});
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 3);
    for (Value bound : inputs.subList(1, 3)) {
      Checks.type(bound, DataType.INT64);
      if (!bound.shape().equals(Shape.of(1))) {
        throw new GraphException("expected bounds of shape [1], got " + bound.shape());
      }
    }
    return new TensorType(inputs.get(0).type(), inputs.get(0).shape().with(axis, length));
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    throw Checks.noGradient("Slice at bounds known when the graph runs");
  }
}
