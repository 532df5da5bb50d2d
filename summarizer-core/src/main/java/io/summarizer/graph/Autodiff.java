package io.summarizer.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation: adds to a graph the nodes that compute the derivatives of a scalar.
 *
 * <p>It walks the nodes backwards from the scalar, asks each operator for the gradients of its
 * inputs, and here, once for all operators, sums gradients back over broadcast axes, broadcasts
 * those of sums, and adds up the gradients of a value that is used several times.
 */
public final class Autodiff {
  private final Map<Value, List<Value>> contributions = new HashMap<>();

  private Autodiff() {}

  /**
   * The derivative of {@code loss} by each of {@code wanted}, in the same order and shapes; zeros
   * where the loss does not depend on a value.
   *
   * @throws GraphException if the loss is not a floating-point scalar, a value belongs to a graph
   *     that the loss's cannot use, or an operator on the way has no gradient
   */
  public static List<Value> gradients(Value loss, Collection<Value> wanted) {
    if (loss.shape().rank() != 0 || !loss.type().isFloating()) {
      throw new GraphException("gradients: expected a floating-point scalar, got the loss " + loss);
    }
    for (Value value : wanted) {
      if (!loss.graph().sees(value)) {
        throw new GraphException(
            "gradients: expected values of "
                + loss.graph()
                + ", got "
                + value
                + " of "
                + value.graph());
      }
    }
    List<Node> nodes = nodesOf(loss.graph());
    Autodiff autodiff = new Autodiff();
    autodiff.contribute(loss, loss.graph().scalar(loss.type(), 1));
    autodiff.walk(nodes, dependents(nodes, wanted));
    return wanted.stream().map(autodiff::total).toList();
  }

  /** The nodes of a graph after those of the graphs around it, whose values it may use. */
  private static List<Node> nodesOf(Graph graph) {
    Graph outer = graph.outer();
    List<Node> result = outer == null ? new ArrayList<>() : nodesOf(outer);
    result.addAll(graph.nodes());
    return result;
  }

  /**
   * The values with derivatives by one of {@code sources}: only these need gradients. Integers, a
   * tensor's extents for one, have none.
   */
  private static Set<Value> dependents(List<Node> nodes, Collection<Value> sources) {
    Set<Value> result = new HashSet<>(sources);
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(result::contains)) {
        node.outputs().stream().filter(o -> o.type().isFloating()).forEach(result::add);
      }
    }
    return result;
  }

  private void walk(List<Node> nodes, Set<Value> dependents) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      boolean needed = node.inputs().stream().anyMatch(dependents::contains);
      if (needed && node.outputs().stream().anyMatch(contributions::containsKey)) {
        // Nodes of the backward pass are called as the part of the forward pass they belong to.
        node.outputs()
            .get(0)
            .graph()
            .scope(
                node.scope(),
                () -> {
                  propagate(node, dependents);
                  return null;
                });
      }
    }
  }

  private void propagate(Node node, Set<Value> dependents) {
    List<@Nullable Value> outputGradients = new ArrayList<>();
    for (Value output : node.outputs()) {
      outputGradients.add(contributions.containsKey(output) ? total(output) : null);
    }
    List<@Nullable Value> gradients =
        node.op().gradients(node.inputs(), node.outputs(), outputGradients);
    for (int i = 0; i < gradients.size(); i++) {
      Value gradient = gradients.get(i);
      Value input = node.inputs().get(i);
      if (gradient != null && dependents.contains(input)) {
        contribute(input, sumToShapeOf(input, gradient));
      }
    }
  }

  private void contribute(Value value, Value gradient) {
    contributions.computeIfAbsent(value, key -> new ArrayList<>()).add(gradient);
  }

  private Value total(Value value) {
    List<Value> parts = contributions.get(value);
    if (parts == null) {
      return value.zerosLike();
    }
    // Broadcast last of all: what is added to a larger gradient need not become a tensor of its
    // size.
    Value sum = parts.stream().reduce(Value::plus).orElseThrow().expandLike(value);
    contributions.put(value, new ArrayList<>(List.of(sum)));
    return sum;
  }

  /** Sums a gradient over the axes along which the value was broadcast. */
  private static Value sumToShapeOf(Value value, Value gradient) {
    Shape shape = value.shape();
    List<Integer> axes = new ArrayList<>();
    for (int i = 1; i <= gradient.shape().rank(); i++) {
      boolean broadcast =
          i > shape.rank() || (shape.dim(-i).isOne() && !gradient.shape().dim(-i).isOne());
      if (broadcast) {
        axes.add(-i);
      }
    }
    return axes.isEmpty()
        ? gradient
        : gradient.sum(true, axes.toArray(Integer[]::new)).reshapeLike(value);
  }
}
