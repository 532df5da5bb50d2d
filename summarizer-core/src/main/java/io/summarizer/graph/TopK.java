package io.summarizer.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The largest elements along the innermost axis, from the largest down, and where they stand; of
 * equals the first one comes first.
 *
 * @param count how many, 1 or more
 */
record TopK(long count) implements Op {
  @Override
  public String onnxName() {
    return "TopK";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("axis", -1));
  }

  @Override
  public List<long[]> parameters() {
    return List.of(new long[] {count});
  }

  @Override
  public List<TensorType> outputTypes(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Checks.numbers(inputs.get(0));
    Shape from = inputs.get(0).shape();
    Dim width = from.dim(-1);
    if (count < 1 || (width.isKnown() && count > width.size())) {
      throw new GraphException("expected a count from 1 to " + width + ", got " + count);
    }
    Shape result = from.with(-1, Dim.of(count));
    return List.of(
        new TensorType(inputs.get(0).type(), result), new TensorType(DataType.INT64, result));
  }

  @Override
  public List<@Nullable Value> gradients(
      List<Value> inputs, List<Value> outputs, List<@Nullable Value> outputGradients) {
    throw Checks.noGradient(onnxName());
  }
}
