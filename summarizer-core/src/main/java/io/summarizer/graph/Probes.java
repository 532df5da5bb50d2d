package io.summarizer.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures of the values that a graph computes: they show where in a run numbers became too large.
 *
 * <p>Probed is each floating-point value that an output depends on, in the order in which they are
 * computed, but not those that only hold elements of other values, or integers.
 */
public final class Probes {
  private static final int AT_A_TIME = 16;

  /** Operators that move elements and compute none, or nothing that could be large. */
  private static final ImmutableSet<Class<? extends Op>> MOVES =
      ImmutableSet.of(
          Concat.class,
          Expand.class,
          Fill.class,
          Gather.class,
          GatherElements.class,
          Identity.class,
          Positive.class,
          Reshape.class,
          ReshapeTo.class,
          Slice.class,
          Split.class,
          Transpose.class,
          Where.class,
          Window.class);

  /**
   * A probed value.
   *
   * @param operator the ONNX operator that computes it
   */
  public record Probe(Value value, String operator) {}

  private final ImmutableList<Probe> probes;
  private final Map<Value, Node> makers;

  private Probes(ImmutableList<Probe> probes, Map<Value, Node> makers) {
    this.probes = probes;
    this.makers = makers;
  }

  /**
   * Adds an output to a graph that has its others: for each probe the sum of the squares of the
   * value's elements, a vector of type DOUBLE. It is finite if all of them are.
   */
  public static Probes addTo(Graph graph, String output) {
    Set<Value> used = graph.usedValues();
    Map<Value, Node> makers = new HashMap<>();
    ImmutableList.Builder<Probe> result = ImmutableList.builder();
    for (Node node : graph.nodes()) {
      for (Value value : node.outputs()) {
        makers.put(value, node);
        if (used.contains(value) && value.type().isFloating() && computes(node)) {
          result.add(new Probe(value, node.op().onnxName()));
        }
      }
    }
    Probes probes = new Probes(result.build(), makers);
    graph.output(output, graph.scope("probes", probes::measured));
    return probes;
  }

  private static boolean computes(Node node) {
    boolean fromIntegers = node.op() instanceof Cast && !node.inputs().get(0).type().isFloating();
    return !fromIntegers && !MOVES.contains(node.op().getClass());
  }

  /** The probes in the order of the output's elements. */
  public ImmutableList<Probe> probes() {
    return probes;
  }

  /** The indices of the probes whose values a probe's value is computed from, in order. */
  public List<Integer> before(int probe) {
    Set<Value> sources = new HashSet<>();
    collect(probes.get(probe).value(), sources);
    ImmutableList.Builder<Integer> result = ImmutableList.builder();
    for (int i = 0; i < probe; i++) {
      if (sources.contains(probes.get(i).value())) {
        result.add(i);
      }
    }
    return result.build();
  }

  private void collect(Value value, Set<Value> sources) {
    Deque<Value> open = new ArrayDeque<>(List.of(value));
    while (!open.isEmpty()) {
      Node maker = makers.get(open.remove());
      if (maker != null) {
        maker.inputs().stream().filter(sources::add).forEach(open::add);
      }
    }
  }

  /**
   * The measures, a few at a time, in a chain of nodes that stand behind all others: ONNX Runtime
   * then runs each measure soon after its value, whose memory is free again. One node that takes
   * them all would make it run the rest of the graph first.
   */
  private Value measured() {
    List<Value> measures = probes.stream().map(probe -> measure(probe.value())).toList();
    List<Value> chain = List.of();
    for (List<Value> few : Lists.partition(measures, AT_A_TIME)) {
      chain = List.of(Value.concat(0, ImmutableList.copyOf(Iterables.concat(chain, few))));
    }
    return chain.get(0);
  }

  /** In double precision no square of a float32 number overflows. */
  private static Value measure(Value value) {
    return value.cast(DataType.DOUBLE).sumOfSquares().reshape(Shape.of(1));
  }
}
