package io.summarizer.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX graph under construction: inputs, nodes in the order in which they were made, outputs.
 *
 * <p>Nodes are made by the methods of {@link Value}. Each is checked before it enters the graph. A
 * graph may be the body of a loop in an outer graph, whose values it can use; a node lands in the
 * innermost graph that its inputs belong to, so that what does not change in a loop is computed
 * once, outside.
 */
public final class Graph {
  private final String name;
  private final @Nullable Graph outer;
  private final List<Value> inputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final Map<Value, CustomGradient> customGradients = new HashMap<>();

  // Shared by a graph and its bodies, held by the outermost: ONNX names are unique across bodies.
  private final Map<TensorProto, Value> constants;
  private final Map<String, Integer> usedNames;
  private final Deque<String> scopes;
  private final Deque<Segment> segments;

  /** An empty graph. */
  public Graph(String name) {
    this.name = name;
    this.outer = null;
    this.constants = new LinkedHashMap<>();
    this.usedNames = new HashMap<>();
    this.scopes = new ArrayDeque<>();
    this.segments = new ArrayDeque<>();
  }

  private Graph(String name, Graph outer) {
    this.name = name;
    this.outer = outer;
    this.constants = outer.constants;
    this.usedNames = outer.usedNames;
    this.scopes = outer.scopes;
    this.segments = outer.segments;
  }

  /** An empty graph that can use the values of this one: the body of a loop. */
  public Graph body(String name) {
    return new Graph(name, this);
  }

  /**
   * A new input.
   *
   * @throws GraphException if the name is taken
   */
  public Value input(String name, DataType type, Shape shape) {
    reserve("input", name);
    Value value = new Value(this, name, new TensorType(type, shape));
    inputs.add(value);
    return value;
  }

  /**
   * Makes {@code value} an output of the graph under {@code name}.
   *
   * @throws GraphException if the name is taken, or the value belongs to an unrelated graph
   */
  public void output(String name, Value value) {
    if (!sees(value)) {
      throw new GraphException(
          "output \"" + name + "\": expected a value of " + this + ", got one of " + value.graph());
    }
    reserve("output", name);
    // ONNX wants the outputs of a graph to be made by its own nodes.
    boolean made = nodes.stream().anyMatch(node -> node.outputs().contains(value));
    outputs.put(
        name,
        made && !outputs.containsValue(value) ? value : add(new Identity(), List.of(value)).get(0));
  }

  /** The graph's inputs in the order in which they were made. */
  public List<Value> inputs() {
    return ImmutableList.copyOf(inputs);
  }

  /** The graph's outputs in the order in which they were named. */
  public List<Value> outputs() {
    return ImmutableList.copyOf(outputs.values());
  }

  String name() {
    return name;
  }

  /** The outputs by their names. */
  Map<String, Value> namedOutputs() {
    return outputs;
  }

  List<Node> nodes() {
    return nodes;
  }

  /** The node that makes a value of this graph, or null for an input or a constant. */
  @Nullable Node maker(Value value) {
    return Lists.reverse(nodes).stream()
        .filter(node -> node.outputs().contains(value))
        .findFirst()
        .orElse(null);
  }

  void setCustomGradient(Value value, CustomGradient gradient) {
    customGradients.put(value, gradient);
  }

  /** See {@link Value#withGradient}. */
  @Nullable CustomGradient customGradient(Value value) {
    return customGradients.get(value);
  }

  /** The nodes that an output depends on. */
  List<Node> usedNodes() {
    Set<Value> used = usedValues();
    return nodes.stream().filter(node -> node.outputs().stream().anyMatch(used::contains)).toList();
  }

  /** Every value, of this graph or an outer one, that the outputs depend on. */
  Set<Value> usedValues() {
    Set<Value> used = new LinkedHashSet<>(outputs.values());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.outputs().stream().anyMatch(used::contains)) {
        used.addAll(node.inputs());
        node.op().parameters().forEach(parameter -> used.add(vector(parameter)));
        if (node.op() instanceof Loop loop) {
          used.addAll(loop.body().usedValues());
        }
      }
    }
    return used;
  }

  /** The values of the graphs around this one that its outputs depend on. */
  List<Value> outerValues() {
    return usedValues().stream().filter(value -> value.graph() != this && sees(value)).toList();
  }

  /** The constants of this graph, of those around it and of their bodies. */
  Map<TensorProto, Value> constants() {
    return constants;
  }

  @Nullable Graph outer() {
    return outer;
  }

  /**
   * Runs {@code part} so that the nodes it makes have names that start with {@code scope}; an empty
   * one changes nothing.
   */
  @CanIgnoreReturnValue
  public <T> T scope(String scope, Supplier<T> part) {
    if (scope.isEmpty()) {
      return part.get();
    }
    scopes.addLast(scope);
    try {
      return part.get();
    } finally {
      scopes.removeLast();
    }
  }

  /**
   * A scope whose nodes are one part of the graph, to which {@link Autodiff} comes as a whole: the
   * backward pass through it begins when that of what follows is done, and may compute the part's
   * values a second time instead of keeping them. Segments inside a segment are part of it.
   */
  @CanIgnoreReturnValue
  public <T> T segment(String scope, Supplier<T> part) {
    segments.addLast(new Segment(scope));
    try {
      return scope(scope, part);
    } finally {
      segments.removeLast();
    }
  }

  // ---- constants

  /**
   * A number as a scalar of {@code type}, rounded to the nearest if {@code type} is floating.
   *
   * @throws GraphException if {@code type} is INT64 and the number is not an integer
   */
  public Value scalar(DataType type, double number) {
    if (type == DataType.INT64 && number != Math.rint(number)) {
      throw new GraphException("constant of type INT64: expected an integer, got " + number);
    }
    return constant(Constants.of(type, Shape.SCALAR, number), type, Shape.SCALAR);
  }

  /** An integer as a scalar. */
  public Value scalar(long number) {
    return constant(Constants.of(Shape.SCALAR, number), DataType.INT64, Shape.SCALAR);
  }

  /** Integers as a vector. */
  public Value vector(long... numbers) {
    Shape shape = Shape.of(numbers.length);
    return constant(Constants.of(shape, numbers), DataType.INT64, shape);
  }

  /**
   * The numbers 0, 1, 2, ... before {@code limit}, a scalar; the vector's extent is {@code dim}.
   */
  public Value range(Value limit, Dim dim) {
    return apply(new Range(dim), scalar(0), limit, scalar(1));
  }

  /** Zeros in the shape that {@code extents} holds when the graph runs. */
  public Value zeros(DataType type, Value extents, Shape declared) {
    return apply(new Fill(new TensorType(type, declared)), extents);
  }

  private Value constant(TensorProto proto, DataType type, Shape shape) {
    return constants.computeIfAbsent(
        proto, key -> new Value(outermost(), uniqueName("constant"), new TensorType(type, shape)));
  }

  private Graph outermost() {
    return outer == null ? this : outer.outermost();
  }

  // ---- nodes

  /**
   * Repeats {@code body}; see {@link Loop}. The results are the last state, then the collected
   * rows.
   */
  public List<Value> loop(
      Graph body, Value rounds, Value condition, List<Value> state, Dim collected) {
    if (body.outer != this) {
      throw new GraphException("Loop: expected a body of " + this + ", got " + body);
    }
    List<Value> all = new ArrayList<>(List.of(rounds, condition));
    all.addAll(state);
    // Not in the innermost graph of the inputs: the body may use values of this graph.
    return add(new Loop(body, state.size(), collected), all);
  }

  static Value apply(Op op, Value... inputs) {
    return applyAll(op, Arrays.asList(inputs)).get(0);
  }

  static List<Value> applyAll(Op op, List<Value> inputs) {
    Graph innermost = inputs.get(0).graph();
    for (Value input : inputs) {
      if (innermost.isAround(input.graph())) {
        innermost = input.graph();
      }
    }
    return innermost.add(op, inputs);
  }

  /** Whether a node of this graph may use {@code value}. */
  boolean sees(Value value) {
    return value.graph().isAround(this);
  }

  private boolean isAround(Graph graph) {
    return this == graph || (graph.outer != null && isAround(graph.outer));
  }

  private ImmutableList<Value> add(Op op, List<Value> inputs) {
    if (!inputs.stream().allMatch(this::sees)) {
      throw new GraphException(
          signature(op, inputs)
              + ": expected inputs of related graphs, got "
              + inputs.stream().map(Value::graph).distinct().toList());
    }
    List<TensorType> types;
    try {
      types = op.outputTypes(inputs);
    } catch (GraphException e) {
      throw new GraphException(signature(op, inputs) + ": " + e.getMessage());
    }
    String nodeName = uniqueName(op.onnxName());
    ImmutableList.Builder<Value> results = ImmutableList.builder();
    for (int i = 0; i < types.size(); i++) {
      String valueName = types.size() == 1 ? nodeName : uniqueName(op.onnxName() + ":" + i);
      results.add(new Value(this, valueName, types.get(i)));
    }
    ImmutableList<Value> result = results.build();
    nodes.add(new Node(nodeName, op, ImmutableList.copyOf(inputs), result, segments.peekFirst()));
    return result;
  }

  private static String signature(Op op, List<Value> inputs) {
    return op.onnxName() + inputs.stream().map(Value::tensorType).toList();
  }

  private String uniqueName(String base) {
    String path = String.join("/", scopes) + (scopes.isEmpty() ? "" : "/") + base;
    String name = path;
    while (usedNames.putIfAbsent(name, 1) != null) {
      name = path + "_" + usedNames.merge(path, 1, Integer::sum);
    }
    return name;
  }

  private void reserve(String kind, String name) {
    if (usedNames.putIfAbsent(name, 1) != null) {
      throw new GraphException(
          kind
              + " \""
              + name
              + "\": expected a new name, got that of another input, output or node");
    }
  }

  /** The finished model: only the nodes that an output depends on. */
  public ModelProto toModel() {
    return OnnxWriter.model(this);
  }

  @Override
  public String toString() {
    return "graph \"" + name + "\"";
  }
}
