package io.summarizer.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a graph's values get memory and when they give it back, as ONNX Runtime plans it for the CPU
 * before it runs.
 *
 * <p>A value gets a buffer of its own, from the node that makes it to the last one that reads it,
 * with two exceptions. A reshape lies where its input does, and so does a transpose that only
 * products read, into which it is folded. And where the planner knows that the extents are equal, a
 * value gets a buffer that became free before, which therefore stays between the two; extents that
 * depend on the batch it does not know.
 *
 * @see <a
 *     href="https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/framework/allocation_planner.cc">
 *     PlannerImpl</a>
 */
public final class MemoryPlan {
  /**
   * A node runs.
   *
   * @param made values whose buffers it needs
   * @param freed values whose buffers are free afterwards
   * @param body of a loop
   */
  record Step(Node node, List<Value> made, List<Value> freed, @Nullable MemoryPlan body) {}

  private final Graph graph;
  private final Set<Value> outputs;
  private final ConstantFolding folding;
  private final List<Node> order;
  private final Map<Value, List<Node>> readers = new HashMap<>();

  /** For each value the one that was the first to lie in its buffer. */
  private final Map<Value, Value> buffers = new HashMap<>();

  private final List<Step> steps = new ArrayList<>();

  /** Plans for a finished graph. */
  public MemoryPlan(Graph graph) {
    this.graph = graph;
    this.outputs = new HashSet<>(graph.outputs());
    this.folding = new ConstantFolding(graph);
    this.order = ExecutionOrder.of(folding.left());
    for (Node node : order) {
      ExecutionOrder.needs(node)
          .forEach(value -> readers.computeIfAbsent(value, key -> new ArrayList<>()).add(node));
    }
    new Sharing().plan();
    schedule();
  }

  /**
   * The most memory in a run.
   *
   * @param extents what the names in shapes stand for
   * @throws GraphException if one is missing
   */
  public PeakMemory peak(Map<String, Long> extents) {
    return new MemoryRun(extents).peak(this);
  }

  /** The nodes in the order in which they run. */
  List<Node> order() {
    return order;
  }

  List<Step> steps() {
    return steps;
  }

  Set<Value> constants() {
    return folding.made();
  }

  // ---- which values share a buffer

  /** Goes through the nodes in their order and gives each value its buffer. */
  private final class Sharing {
    /** How many readings of a buffer are still to come. */
    private final Map<Value, Integer> pending = new HashMap<>();

    /** Buffers of known extents, the one that became free last first. */
    private final Deque<Value> free = new ArrayDeque<>();

    void plan() {
      for (Node node : order) {
        node.outputs().forEach(output -> place(node, output));
        ExecutionOrder.needs(node).stream()
            .map(buffers::get)
            .filter(buffer -> buffer != null && pending.merge(buffer, -1, Integer::sum) == 0)
            .forEach(this::putBack);
        node.outputs().stream().filter(output -> readings(output) == 0).forEach(this::putBack);
      }
    }

    private void place(Node node, Value output) {
      Value buffer = outputs.contains(output) ? output : chosen(node, output);
      buffers.put(output, buffer);
      pending.merge(buffer, readings(output), Integer::sum);
    }

    private Value chosen(Node node, Value output) {
      if (sharesInput(node, output)) {
        Value input = node.inputs().get(0);
        return buffers.getOrDefault(input, input);
      }
      for (Value buffer : free) {
        if (buffer.tensorType().equals(output.tensorType())) {
          free.remove(buffer);
          return buffer;
        }
      }
      return output;
    }

    private boolean sharesInput(Node node, Value output) {
      return node.op() instanceof Reshape
          || node.op() instanceof ReshapeTo
          || node.op() instanceof Identity
          || (node.op() instanceof Transpose
              && readers.getOrDefault(output, List.of()).stream()
                  .allMatch(reader -> reader.op() instanceof MatMul));
    }

    private void putBack(Value buffer) {
      if (isKnown(buffer)
          && buffer.shape().rank() > 0
          && isOwn(buffer)
          && !outputs.contains(buffer)) {
        free.push(buffer);
      }
    }
  }

  // ---- when buffers come and go

  private void schedule() {
    Map<Value, Integer> tenants = new HashMap<>(); // of each buffer, not read for the last time
    buffers.values().forEach(buffer -> tenants.merge(buffer, 1, Integer::sum));
    Map<Value, Integer> left = new HashMap<>();
    Set<Value> made = new HashSet<>();
    for (Node node : order) {
      node.outputs().forEach(output -> left.put(output, readings(output)));
      List<Value> fresh =
          node.outputs().stream()
              .map(output -> buffers.getOrDefault(output, output))
              .filter(buffer -> needsMemory(buffer) && made.add(buffer))
              .toList();
      List<Value> freed =
          lastReadAt(node, left).stream()
              .map(value -> buffers.getOrDefault(value, value))
              .filter(buffer -> tenants.merge(buffer, -1, Integer::sum) == 0)
              .filter(buffer -> needsMemory(buffer) && !outputs.contains(buffer))
              .toList();
      steps.add(
          new Step(
              node,
              fresh,
              freed,
              node.op() instanceof Loop loop ? new MemoryPlan(loop.body()) : null));
    }
  }

  private List<Value> lastReadAt(Node node, Map<Value, Integer> left) {
    List<Value> result = new ArrayList<>();
    for (Value value : ExecutionOrder.needs(node)) {
      if (left.containsKey(value) && left.merge(value, -1, Integer::sum) == 0) {
        result.add(value);
      }
    }
    node.outputs().stream().filter(output -> readings(output) == 0).forEach(result::add);
    return result;
  }

  /** The outputs of the outermost graph lie in the caller's memory. */
  private boolean needsMemory(Value buffer) {
    return isOwn(buffer) && !(graph.outer() == null && outputs.contains(buffer));
  }

  /** Whether a buffer is one that this graph's nodes make, and not one that comes in. */
  private boolean isOwn(Value buffer) {
    return buffers.get(buffer) == buffer;
  }

  private int readings(Value value) {
    return readers.getOrDefault(value, List.of()).size();
  }

  private static boolean isKnown(Value value) {
    return value.shape().count().isKnown();
  }
}
