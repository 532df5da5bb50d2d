package io.summarizer.graph;

import java.util.List;

/** {@code And} or {@code Or} of booleans, or {@code Not} of one, element by element. */
record Logical(Kind kind) implements NonDifferentiableOp {
  enum Kind {
    AND("And"),
    OR("Or"),
    NOT("Not");

    private final String onnxName;

    Kind(String onnxName) {
      this.onnxName = onnxName;
    }
  }

  @Override
  public String onnxName() {
    return kind.onnxName;
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.type(inputs.get(0), DataType.BOOL);
    if (kind == Kind.NOT) {
      Checks.arity(inputs, 1);
      return inputs.get(0).tensorType();
    }
    return Checks.elementwise(inputs);
  }
}
