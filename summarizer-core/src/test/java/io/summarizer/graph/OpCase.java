package io.summarizer.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A small graph around one use of an operator. The same case is built in DOUBLE to check gradients
 * and in FLOAT to compare with ONNX Runtime.
 *
 * @param op the operator that the case is about
 * @param build makes the outputs out of the inputs
 */
record OpCase(
    Class<? extends Op> op,
    String name,
    List<TestInput> inputs,
    Function<List<Value>, List<Value>> build) {

  static OpCase of(
      Class<? extends Op> op,
      String name,
      List<TestInput> inputs,
      Function<List<Value>, Value> build) {
    return new OpCase(op, name, inputs, build.andThen(List::of));
  }

  static OpCase unary(Class<? extends Op> op, TestInput x, UnaryOperator<Value> build) {
    return unary(op, "", x, build);
  }

  static OpCase unary(
      Class<? extends Op> op, String name, TestInput x, UnaryOperator<Value> build) {
    return of(op, name, List.of(x), in -> build.apply(in.get(0)));
  }

  static OpCase binary(
      Class<? extends Op> op, String name, TestInput a, TestInput b, BinaryOperator<Value> build) {
    return of(op, name, List.of(a, b), in -> build.apply(in.get(0), in.get(1)));
  }

  /** A case's graph in one floating-point type. */
  record Built(Graph graph, List<Value> inputs, List<Value> outputs, Map<Value, NdArray> content) {

    /** The inputs that have gradients. */
    List<Value> floatingInputs() {
      return inputs.stream().filter(input -> input.type().isFloating()).toList();
    }

    /** A scalar: all elements of all floating-point outputs, each times a weight of its own. */
    Value loss() {
      List<Value> terms = new ArrayList<>();
      for (Value output : outputs) {
        if (output.type().isFloating()) {
          terms.add(output.times(weightsLike(output)).sumAll());
        }
      }
      return terms.stream().reduce(Value::plus).orElseThrow();
    }

    /** An input of the output's shape: cos(1), cos(2), ... */
    private Value weightsLike(Value output) {
      List<Integer> shape = new ReferenceEvaluator(graph, content).evaluate(output).shape();
      Value weights = graph.input("weights of " + output.name(), output.type(), output.shape());
      content.put(weights, NdArray.fill(output.type(), shape, i -> (float) Math.cos(i + 1)));
      return weights;
    }
  }

  Built in(DataType floating) {
    Graph graph = new Graph("case");
    List<Value> values = new ArrayList<>();
    Map<Value, NdArray> content = new HashMap<>();
    for (TestInput input : inputs) {
      DataType type = input.floating() ? floating : DataType.INT64;
      Value value = graph.input("x" + values.size(), type, input.declared());
      content.put(value, input.content(type, values.size()));
      values.add(value);
    }
    List<Value> outputs = build.apply(values);
    if (!contains(graph, op)) {
      throw new AssertionError(this + ": the graph has no such operator");
    }
    return new Built(graph, values, outputs, content);
  }

  private static boolean contains(Graph graph, Class<? extends Op> op) {
    return graph.nodes().stream().anyMatch(node -> node.op().getClass() == op);
  }

  @Override
  public String toString() {
    return op.getSimpleName() + " " + name + inputs;
  }
}
