package io.summarizer.graph;

import java.util.List;

/** The input itself; gives a graph's input or an outer value a name of its own as an output. */
record Identity() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Identity";
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    return inputs.get(0).tensorType();
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    return List.of(dy);
  }
}
