package io.summarizer.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same elements under a shape that the second input gives when the graph runs. */
record ReshapeTo(Shape target) implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Reshape";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 2);
    Checks.shapeVector(inputs.get(1), target);
    Dim elements = inputs.get(0).shape().count();
    Dim wanted = target.count();
    if (elements.isKnown() && wanted.isKnown() && !elements.equals(wanted)) {
      throw new GraphException(
          "expected " + elements + " elements, got " + wanted + " in " + target);
    }
    return new TensorType(inputs.get(0).type(), target);
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    return Arrays.asList(dy.reshapeLike(inputs.get(0)), null);
  }
}
