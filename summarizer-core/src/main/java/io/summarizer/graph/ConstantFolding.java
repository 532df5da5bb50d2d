package io.summarizer.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What ONNX Runtime computes once, when it prepares a graph: that which depends on constants alone,
 * or on extents that are known.
 */
final class ConstantFolding {
  private final Set<Value> outputs;
  private final Set<Value> constants;
  private final Set<TensorType> zeros = new HashSet<>();
  private final Set<Value> made = new LinkedHashSet<>();
  private final List<Node> left = new ArrayList<>();

  ConstantFolding(Graph graph) {
    this.outputs = new HashSet<>(graph.outputs());
    this.constants = new HashSet<>(graph.constants().values());
    for (Node node : graph.usedNodes()) {
      if (isFoldable(node)) {
        fold(node);
      } else {
        left.add(node);
      }
    }
  }

  /** New constants, which are in memory all the time. */
  Set<Value> made() {
    return made;
  }

  /** The nodes that run, in the order in which they were written. */
  List<Node> left() {
    return left;
  }

  private void fold(Node node) {
    boolean isCopy = node.op() instanceof Fill && !zeros.add(node.outputs().get(0).tensorType());
    if (!isCopy) { // zeros of one shape are one constant
      made.addAll(node.outputs());
    }
    constants.addAll(node.outputs());
  }

  private boolean isFoldable(Node node) {
    return !(node.op() instanceof Loop)
        && node.outputs().stream().noneMatch(outputs::contains)
        && node.inputs().stream().allMatch(input -> isConstant(node.op(), input));
  }

  private boolean isConstant(Op op, Value input) {
    boolean isKnownShape = op instanceof ShapeOf && input.shape().count().isKnown(); // not SizeOf
    return constants.contains(input) || isKnownShape;
  }
}
