package io.summarizer.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which values of a graph share memory, as ONNX Runtime plans it for the CPU before it runs.
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
  private final Graph graph;
  private final Set<Value> outputs;
  private final List<Node> order = new ArrayList<>();
  private final Map<Loop, MemoryPlan> bodies = new HashMap<>();
  private final Map<Value, List<Node>> readers = new HashMap<>();

  /** What is computed when the session is prepared, and there all the time. */
  private final Set<Value> folded = new HashSet<>();

  /** For each value the one that was the first to lie in its buffer. */
  private final Map<Value, Value> buffers = new HashMap<>();

  /** Plans for a finished graph. */
  public MemoryPlan(Graph graph) {
    this.graph = graph;
    this.outputs = new HashSet<>(graph.outputs());
    Set<Value> constants = new HashSet<>(graph.constants().values());
    for (Node node : ExecutionOrder.of(graph)) {
      if (isFoldable(node, constants)) {
        folded.addAll(node.outputs());
      } else {
        order.add(node);
      }
    }
    for (Node node : order) {
      if (node.op() instanceof Loop loop) {
        bodies.put(loop, new MemoryPlan(loop.body()));
      }
      ExecutionOrder.needs(node)
          .forEach(value -> readers.computeIfAbsent(value, key -> new ArrayList<>()).add(node));
    }
    new Sharing().plan();
  }

  // ---- constants

  private boolean isFoldable(Node node, Set<Value> constants) {
    boolean asksForExtents = node.op() instanceof ShapeOf || node.op() instanceof SizeOf;
    return !(node.op() instanceof Loop)
        && node.outputs().stream().noneMatch(outputs::contains)
        && node.inputs().stream()
            .allMatch(
                input ->
                    folded.contains(input)
                        || constants.contains(input)
                        || (asksForExtents && isKnown(input)));
  }

  /** Zeros of one shape are one constant. */
  private long foldedBytes(Map<String, Long> extents) {
    Map<TensorType, Long> zeros = new HashMap<>();
    long others = 0;
    for (Node node : graph.usedNodes()) {
      for (Value output : node.outputs()) {
        if (folded.contains(output) && node.op() instanceof Fill) {
          zeros.put(output.tensorType(), bytes(output, extents));
        } else if (folded.contains(output)) {
          others += bytes(output, extents);
        }
      }
    }
    return others + zeros.values().stream().mapToLong(Long::longValue).sum();
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

  // ---- how much memory that takes

  /**
   * The most memory in a run.
   *
   * @param extents what the names in shapes stand for
   * @throws GraphException if one is missing
   */
  public PeakMemory peak(Map<String, Long> extents) {
    Map<Value, Integer> tenants = new HashMap<>(); // of each buffer, not read for the last time
    buffers.values().forEach(buffer -> tenants.merge(buffer, 1, Integer::sum));
    Map<Value, Integer> left = new HashMap<>();
    Set<Value> allocated = new HashSet<>();
    long live = foldedBytes(extents);
    PeakMemory peak = new PeakMemory(live, "");
    for (Node node : order) {
      for (Value output : node.outputs()) {
        left.put(output, readings(output));
        Value buffer = buffers.getOrDefault(output, output);
        if (isOwn(buffer) && allocated.add(buffer)) {
          live += bytes(buffer, extents);
        }
      }
      peak = peak.orLarger(live, node.name());
      if (node.op() instanceof Loop loop) {
        PeakMemory inner = inner(loop, extents);
        peak = peak.orLarger(live + inner.bytes(), inner.node());
      }
      for (Value value : lastReadBy(node, left)) {
        Value buffer = buffers.getOrDefault(value, value);
        boolean empty = tenants.merge(buffer, -1, Integer::sum) == 0;
        live -= empty && isOwn(buffer) && !outputs.contains(buffer) ? bytes(buffer, extents) : 0;
      }
    }
    return peak;
  }

  /** Of a loop's body; after the first round the state lies where the round before has made it. */
  private PeakMemory inner(Loop loop, Map<String, Long> extents) {
    PeakMemory inner = Objects.requireNonNull(bodies.get(loop)).peak(extents);
    Collection<Value> state = loop.body().inputs().subList(2, 2 + loop.carried());
    long carried = state.stream().mapToLong(value -> bytes(value, extents)).sum();
    return new PeakMemory(inner.bytes() + carried, inner.node());
  }

  private List<Value> lastReadBy(Node node, Map<Value, Integer> left) {
    List<Value> result = new ArrayList<>();
    for (Value value : ExecutionOrder.needs(node)) {
      if (left.containsKey(value) && left.merge(value, -1, Integer::sum) == 0) {
        result.add(value);
      }
    }
    node.outputs().stream().filter(output -> readings(output) == 0).forEach(result::add);
    return result;
  }

  // ---- values

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

  /** Of a value's elements; the outputs of the outermost graph lie in the caller's memory. */
  private long bytes(Value value, Map<String, Long> extents) {
    return graph.outer() == null && outputs.contains(value)
        ? 0
        : Math.multiplyExact(value.shape().count().size(extents), (long) value.type().bytes());
  }
}
