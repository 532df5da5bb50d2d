package io.summarizer.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which ONNX Runtime runs a graph's nodes on one device: depth first from the nodes
 * that nothing reads, the last written of those and of each node's inputs before the others.
 *
 * @see <a
 *     href="https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/graph/graph_viewer.cc">
 *     GraphViewer's constructor</a>
 */
final class ExecutionOrder {
  private final List<Node> written;
  private final Map<Value, Integer> makers = new HashMap<>();

  private ExecutionOrder(List<Node> written) {
    this.written = written;
    for (int i = 0; i < written.size(); i++) {
      for (Value output : written.get(i).outputs()) {
        makers.put(output, i);
      }
    }
  }

  /**
   * The nodes in the order in which they run.
   *
   * @param written in the order in which they were written
   */
  static List<Node> of(List<Node> written) {
    return new ExecutionOrder(written).sorted();
  }

  /** What a node needs: its inputs and, of a loop, what the body uses of the graphs around it. */
  static Set<Value> needs(Node node) {
    Set<Value> needs = new LinkedHashSet<>(node.inputs());
    if (node.op() instanceof Loop loop) {
      needs.addAll(loop.body().outerValues());
    }
    return needs;
  }

  private List<Node> sorted() {
    Deque<Visit> stack = new ArrayDeque<>();
    // A node that another reads has been seen from there when its turn comes: readers are written
    // later.
    for (int i = 0; i < written.size(); i++) {
      stack.push(entering(i));
    }
    List<Node> result = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    while (!stack.isEmpty()) {
      Visit visit = stack.pop();
      Node node = written.get(visit.node());
      if (visit.leaving()) {
        result.add(node);
      } else if (seen.add(visit.node())) {
        stack.push(new Visit(visit.node(), true));
        before(node).forEach(i -> stack.push(entering(i)));
      }
    }
    return result;
  }

  private record Visit(int node, boolean leaving) {}

  private static Visit entering(int node) {
    return new Visit(node, false);
  }

  /** The nodes of this graph that make what {@code node} needs, in the order they were written. */
  private List<Integer> before(Node node) {
    return needs(node).stream()
        .filter(makers::containsKey)
        .map(makers::get)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
