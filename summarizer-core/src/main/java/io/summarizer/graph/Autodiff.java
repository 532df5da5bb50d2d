package io.summarizer.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
 *
 * <p>ONNX Runtime would put off whatever nothing waits for, all products with parameters for one,
 * and keep what they need until the end. So the walk through a {@link Graph#segment} begins with a
 * {@link Barrier} behind everything before it.
 */
public final class Autodiff {
  private final Graph graph;
  private final List<Node> nodes;
  private final Set<Value> dependents;
  private final boolean recomputes;
  private final Map<Value, List<Value>> contributions = new HashMap<>();

  /** With contributions that no barrier has waited for. */
  private final Set<Value> fresh = new LinkedHashSet<>();

  private @Nullable Segment segment;
  private @Nullable Recomputation recomputation;

  private Autodiff(Graph graph, Collection<Value> wanted, boolean recomputes) {
    this.graph = graph;
    this.nodes = nodesOf(graph);
    this.dependents = dependents(nodes, wanted);
    this.recomputes = recomputes;
  }

  /**
   * The derivative of {@code loss} by each of {@code wanted}, in the same order and shapes; zeros
   * where the loss does not depend on a value.
   *
   * @throws GraphException if the loss is not a floating-point scalar, a value belongs to a graph
   *     that the loss's cannot use, or an operator on the way has no gradient
   */
  public static List<Value> gradients(Value loss, Collection<Value> wanted) {
    return gradients(loss, wanted, false);
  }

  /**
   * The same numbers in less memory and more time: of each {@link Graph#segment} only what comes in
   * is kept, and its inner values are computed a second time when the backward pass gets there.
   *
   * @see <a href="https://arxiv.org/abs/1604.06174">Chen et al., Training Deep Nets with Sublinear
   *     Memory Cost</a>
   */
  public static List<Value> recomputingGradients(Value loss, Collection<Value> wanted) {
    return gradients(loss, wanted, true);
  }

  private static List<Value> gradients(Value loss, Collection<Value> wanted, boolean recomputes) {
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
    Autodiff autodiff = new Autodiff(loss.graph(), wanted, recomputes);
    autodiff.contribute(loss, loss.graph().scalar(loss.type(), 1));
    autodiff.walk();
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

  private void walk() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      boolean needed = node.inputs().stream().anyMatch(dependents::contains);
      if (needed && node.outputs().stream().anyMatch(contributions::containsKey)) {
        // Nodes of the backward pass are called as the part of the forward pass they belong to.
        graph.scope(
            node.scope(),
            () -> {
              enter(segmentOf(node));
              propagate(node);
              return node;
            });
      }
    }
  }

  /** What a loop computes once, before it begins, is there for all its rounds. */
  private @Nullable Segment segmentOf(Node node) {
    return node.outputs().get(0).graph() == graph ? node.segment() : null;
  }

  private void enter(@Nullable Segment next) {
    if (next == segment) {
      return;
    }
    segment = next;
    recomputation = null;
    if (next == null) {
      return;
    }
    Barrier barrier = Barrier.behind(fresh.stream().map(this::total).toList());
    fresh.clear();
    List<Node> own = nodes.stream().filter(node -> segmentOf(node) == next).toList();
    for (Node node : own) {
      for (Value output : node.outputs()) {
        if (contributions.containsKey(output)) {
          contributions.put(output, new ArrayList<>(List.of(barrier.hold(total(output)))));
        }
      }
    }
    if (recomputes) {
      recomputation = new Recomputation(own, barrier, new HashSet<>(graph.constants().values()));
    }
  }

  private void propagate(Node node) {
    List<@Nullable Value> outputGradients = new ArrayList<>();
    for (Value output : node.outputs()) {
      outputGradients.add(contributions.containsKey(output) ? total(output) : null);
      fresh.remove(output);
    }
    Value first = node.outputs().get(0);
    CustomGradient custom = first.graph().customGradient(first);
    Value dy = outputGradients.get(0);
    if (custom != null && dy != null) {
      List<Value> inputs = again(custom.inputs());
      contribute(
          custom.inputs(), inputs, custom.rule().gradients(inputs, again(custom.kept()), dy));
    } else {
      List<Value> inputs = again(node.inputs());
      contribute(
          node.inputs(),
          inputs,
          node.op().gradients(inputs, again(node.outputs()), outputGradients));
    }
  }

  /** Values of the forward pass as the backward pass has them. */
  private List<Value> again(List<Value> values) {
    return recomputation == null ? values : recomputation.of(values);
  }

  private void contribute(
      List<Value> inputs, List<Value> inputsAgain, List<@Nullable Value> gradients) {
    for (int i = 0; i < gradients.size(); i++) {
      Value gradient = gradients.get(i);
      Value input = inputs.get(i);
      if (gradient != null && dependents.contains(input)) {
        contribute(input, sumToShapeOf(inputsAgain.get(i), gradient));
      }
    }
  }

  private void contribute(Value value, Value gradient) {
    contributions.computeIfAbsent(value, key -> new ArrayList<>()).add(gradient);
    fresh.add(value);
  }

  private Value total(Value value) {
    List<Value> parts = contributions.get(value);
    if (parts == null) {
      return value.zerosLike();
    }
    // Broadcast last of all: what is added to a larger gradient need not become a tensor of its
    // size.
    Value sum = parts.stream().reduce(Autodiff::add).orElseThrow().expandLike(value);
    contributions.put(value, new ArrayList<>(List.of(sum)));
    return sum;
  }

  /** A part that is zeros but for a few elements adds these, where the sum lies. */
  private static Value add(Value sum, Value part) {
    Node maker = part.graph().maker(part);
    if (maker != null && maker.op() instanceof ScatterAdd scatter) {
      Node base = part.graph().maker(maker.inputs().get(0));
      if (base != null && base.op() instanceof Fill) {
        return Graph.apply(scatter, sum, maker.inputs().get(1), maker.inputs().get(2));
      }
    }
    return sum.plus(part);
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
