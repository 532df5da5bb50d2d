package io.summarizer.graph;

import java.util.List;

/** A comparison, element by element, broadcasting. */
record Compare(Relation relation) implements NonDifferentiableOp {
  enum Relation {
    LESS("Less"),
    GREATER("Greater"),
    EQUAL("Equal");

    private final String onnxName;

    Relation(String onnxName) {
      this.onnxName = onnxName;
    }
  }

  @Override
  public String onnxName() {
    return relation.onnxName;
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    TensorType type =
        relation == Relation.EQUAL ? Checks.elementwise(inputs) : Checks.arithmetic(inputs);
    return new TensorType(DataType.BOOL, type.shape());
  }
}
