package io.summarizer.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a body graph. Inputs: the number of rounds, whether to start, and the first values of the
 * carried state. The body maps (round, condition, state) to (condition, next state, rows to
 * collect); the outputs are the last state and the collected rows. The body may use values of the
 * graphs around it.
 *
 * @param carried how many values the state has
 * @param rounds the number of collected rows
 */
record Loop(Graph body, int carried, Dim rounds) implements Op {
  @Override
  public String onnxName() {
    return "Loop";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Body("body", body));
  }

  @Override
  public List<TensorType> outputTypes(List<Value> inputs) {
    Checks.arity(inputs, carried + 2);
    List<Value> before = body.inputs();
    List<Value> after = body.outputs();
    if (before.size() != carried + 2 || after.size() < carried + 1) {
      throw new GraphException(
          "expected a body of "
              + (carried + 2)
              + " inputs and "
              + (carried + 1)
              + " or more outputs, got "
              + before.size()
              + " and "
              + after.size());
    }
    TensorType round = new TensorType(DataType.INT64, Shape.SCALAR);
    TensorType condition = new TensorType(DataType.BOOL, Shape.SCALAR);
    expect("rounds", round, inputs.get(0));
    expect("condition", condition, inputs.get(1));
    expect("round in the body", round, before.get(0));
    expect("condition in the body", condition, before.get(1));
    expect("next condition", condition, after.get(0));
    List<TensorType> result = new ArrayList<>();
    for (int i = 0; i < carried; i++) {
      TensorType state = before.get(2 + i).tensorType();
      expect("first state " + i, state, inputs.get(2 + i));
      expect("next state " + i, state, after.get(1 + i));
      result.add(after.get(1 + i).tensorType());
    }
    for (Value row : after.subList(1 + carried, after.size())) {
      result.add(
          new TensorType(
              row.type(), Shape.of(rounds).plus(row.shape().dims().toArray(Dim[]::new))));
    }
    return result;
  }

  private static void expect(String role, TensorType expected, Value value) {
    if (value.type() != expected.type() || !value.shape().canEqual(expected.shape())) {
      throw new GraphException(role + ": expected " + expected + ", got " + value.tensorType());
    }
  }

  @Override
  public List<@Nullable Value> gradients(
      List<Value> inputs, List<Value> outputs, List<@Nullable Value> outputGradients) {
    throw Checks.noGradient(onnxName());
  }
}
