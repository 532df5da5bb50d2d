package io.summarizer.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of {@code x} with updates added at indices along one axis; an index may come several
 * times.
 *
 * <p>This is {@code ScatterElements} and not {@code ScatterND}: on the CPU the latter adds from
 * several threads without a lock and loses updates of equal indices.
 */
record ScatterAdd(int axis) implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "ScatterElements";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("axis", axis), new Attribute.Text("reduction", "add"));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 3);
    Checks.type(inputs.get(1), DataType.INT64);
    Checks.numbers(inputs.get(0));
    Checks.sameType(List.of(inputs.get(0), inputs.get(2)));
    if (inputs.get(1).shape().rank() != inputs.get(0).shape().rank()) {
      throw new GraphException(
          "expected indices of as many axes as "
              + inputs.get(0).shape()
              + ", got "
              + inputs.get(1).shape());
    }
    if (!inputs.get(1).shape().equals(inputs.get(2).shape())) {
      throw new GraphException(
          "expected an index for each update, got "
              + inputs.get(1).shape()
              + " and "
              + inputs.get(2).shape());
    }
    return inputs.get(0).tensorType();
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    Value indices = inputs.get(1);
    if (inputs.get(0).shape().axis(axis) != inputs.get(0).shape().rank() - 1) {
      throw new GraphException("gradient of ScatterAdd: expected the innermost axis, got " + axis);
    }
    return Arrays.asList(dy, null, dy.gatherElements(indices));
  }
}
