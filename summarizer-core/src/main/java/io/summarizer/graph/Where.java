package io.summarizer.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code condition ? a : b}, element by element, broadcasting; for use off the loss's path. */
record Where() implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "Where";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 3);
    Checks.type(inputs.get(0), DataType.BOOL);
    List<Value> choices = inputs.subList(1, 3);
    return new TensorType(
        Checks.sameType(choices),
        inputs.get(0).shape().broadcast(Checks.elementwise(choices).shape()));
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    throw Checks.noGradient(onnxName());
  }
}
