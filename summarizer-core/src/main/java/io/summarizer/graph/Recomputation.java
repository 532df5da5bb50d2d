package io.summarizer.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a segment, computed a second time from what comes into it. */
final class Recomputation {
  private final Barrier barrier;
  private final Set<Value> constants;
  private final Map<Value, Value> held = new HashMap<>();
  private final Map<Value, Value> copies = new HashMap<>();

  /**
   * Copies nodes.
   *
   * @param nodes of one segment, in order
   * @param barrier what has to be there before the second computation begins
   * @param constants of the graph: they are there anyway
   */
  Recomputation(List<Node> nodes, Barrier barrier, Set<Value> constants) {
    this.barrier = barrier;
    this.constants = constants;
    nodes.forEach(this::copy);
  }

  /** The second computation of a value of the segment; other values as they are. */
  Value of(Value value) {
    return copies.getOrDefault(value, value);
  }

  List<Value> of(List<Value> values) {
    return values.stream().map(this::of).toList();
  }

  private void copy(Node node) {
    List<Value> inputs = node.inputs().stream().map(this::of).toList();
    if (inputs.equals(node.inputs())) {
      // It reads nothing of the segment. If nothing held it back, it would equal the first
      // computation, and ONNX Runtime would merge the two and keep the value.
      Optional<Value> outside = inputs.stream().filter(i -> !constants.contains(i)).findFirst();
      if (outside.isEmpty() || node.op() instanceof Loop) {
        return;
      }
      Value first = outside.get();
      Value waiting = held.computeIfAbsent(first, barrier::hold);
      inputs = inputs.stream().map(i -> i == first ? waiting : i).toList();
    }
    List<Value> outputs = Graph.applyAll(node.op(), inputs);
    for (int i = 0; i < outputs.size(); i++) {
      copies.put(node.outputs().get(i), outputs.get(i));
    }
  }
}
