package io.summarizer.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The smallest or the largest of some, element by element, broadcasting; for use off the loss's
 * path.
 */
record Extreme(boolean larger) implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return larger ? "Max" : "Min";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.numbers(inputs.get(0));
    Shape shape = inputs.get(0).shape();
    for (Value input : inputs) {
      shape = shape.broadcast(input.shape());
    }
    return new TensorType(Checks.sameType(inputs), shape);
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    throw Checks.noGradient(onnxName());
  }
}
