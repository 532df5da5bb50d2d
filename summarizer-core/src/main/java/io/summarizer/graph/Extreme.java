package io.summarizer.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The smaller or the larger of two, element by element, broadcasting; for use off the loss's path.
 */
record Extreme(boolean larger) implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return larger ? "Max" : "Min";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    return Checks.arithmetic(inputs);
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    throw Checks.noGradient(onnxName());
  }
}
