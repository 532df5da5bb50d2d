package io.summarizer.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of {@code x} whose elements at indices of the innermost axis are replaced; an index may
 * come several times only with equal updates.
 */
record Scatter() implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "ScatterElements";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("axis", -1));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 3);
    Checks.type(inputs.get(1), DataType.INT64);
    Checks.sameType(List.of(inputs.get(0), inputs.get(2)));
    Shape into = inputs.get(0).shape();
    Shape at = inputs.get(1).shape();
    if (!at.equals(inputs.get(2).shape()) || !at.without(-1).equals(into.without(-1))) {
      throw new GraphException(
          "expected an index for each update and equal extents but for the innermost, got "
              + into
              + ", "
              + at
              + " and "
              + inputs.get(2).shape());
    }
    return inputs.get(0).tensorType();
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    throw Checks.noGradient(onnxName());
  }
}
