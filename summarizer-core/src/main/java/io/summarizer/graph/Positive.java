package io.summarizer.graph;

import java.util.List;

/**
 * 1 where {@code x} is above 0 and 0 elsewhere, in float32: one kernel, where a comparison and a
 * cast are two. Exact for all numbers but denormal ones, which give something between.
 */
record Positive() implements NonDifferentiableOp {
  /** {@code max(0, min(1, alpha x + beta))}. */
  @Override
  public String onnxName() {
    return "HardSigmoid";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Real("alpha", Float.MAX_VALUE), new Attribute.Real("beta", 0));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Checks.type(inputs.get(0), DataType.FLOAT);
    return inputs.get(0).tensorType();
  }
}
