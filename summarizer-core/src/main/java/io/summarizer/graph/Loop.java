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
    Checks.type(inputs.get(0), DataType.INT64);
    Checks.type(inputs.get(1), DataType.BOOL);
    if (body.inputs().size() != carried + 2) {
      throw new GraphException(
          "expected a body of " + (carried + 2) + " inputs, got " + body.inputs().size());
    }
    List<TensorType> result = new ArrayList<>();
    for (int i = 0; i < carried; i++) {
      Value next = body.outputs().get(1 + i);
      if (inputs.get(2 + i).type() != next.type()) {
        throw new GraphException(
            "state " + i + ": expected " + inputs.get(2 + i).type() + ", got " + next.type());
      }
      result.add(next.tensorType());
    }
    for (Value row : body.outputs().subList(1 + carried, body.outputs().size())) {
      result.add(
          new TensorType(
              row.type(), Shape.of(rounds).plus(row.shape().dims().toArray(Dim[]::new))));
    }
    return result;
  }

  @Override
  public List<@Nullable Value> gradients(
      List<Value> inputs, List<Value> outputs, List<@Nullable Value> outputGradients) {
    throw Checks.noGradient(this);
  }
}
