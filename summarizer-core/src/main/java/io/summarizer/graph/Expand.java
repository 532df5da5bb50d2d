package io.summarizer.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x} broadcast to a shape that the second input gives when the graph runs. */
record Expand(Shape target) implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Expand";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 2);
    Checks.shapeVector(inputs.get(1), target);
    Shape from = inputs.get(0).shape();
    if (!from.broadcast(target).equals(target)) {
      throw new GraphException("expected a shape that broadcasts to " + target + ", got " + from);
    }
    return new TensorType(inputs.get(0).type(), target);
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    return Arrays.asList(dy, null);
  }
}
