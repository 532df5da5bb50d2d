package io.summarizer.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum of each element and of all before it on the innermost axis, or of all after it; added up
 * one by one in that order.
 */
record CumSum(boolean fromEnd) implements NonDifferentiableOp {
  @Override
  public String onnxName() {
    return "CumSum";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("reverse", fromEnd ? 1 : 0));
  }

  @Override
  public List<long[]> parameters() {
    return List.of(new long[] {-1});
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Checks.numbers(inputs.get(0));
    inputs.get(0).shape().dim(-1);
    return inputs.get(0).tensorType();
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    throw Checks.noGradient(onnxName());
  }
}
