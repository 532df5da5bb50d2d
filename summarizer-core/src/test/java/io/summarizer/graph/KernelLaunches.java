package io.summarizer.graph;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many nodes of a graph a GPU gets to do: those that are left after what ONNX Runtime computes
 * once and one of each that are equal, less those that only give a tensor another shape, are folded
 * into a product, or compute with extents and run on the processor; see {@code
 * GetCpuPreferredNodes} of ONNX Runtime.
 */
public final class KernelLaunches {
  /** Larger constants are the GPU's, and what reads them with them. */
  private static final int SMALL = 100;

  private final Map<String, Long> launches = new TreeMap<>();
  private int nodes;

  /** Counts, with one round of each loop. */
  public KernelLaunches(Graph graph) {
    count(graph);
  }

  /** All nodes that run, on whatever processor. */
  public int nodes() {
    return nodes;
  }

  /** The nodes that launch a kernel. */
  public long launches() {
    return launches.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The launches by operator. */
  public Map<String, Long> byOperator() {
    return launches;
  }

  private void count(Graph graph) {
    List<Node> left = different(new ConstantFolding(graph).left());
    Map<Value, Set<Class<?>>> readers = new HashMap<>();
    left.forEach(
        node ->
            node.inputs()
                .forEach(
                    input ->
                        readers
                            .computeIfAbsent(input, key -> new HashSet<>())
                            .add(node.op().getClass())));
    Set<Value> onProcessor = new HashSet<>();
    for (Node node : left) {
      nodes++;
      if (node.op() instanceof Loop loop) {
        count(loop.body());
      } else if (node.op() instanceof ShapeOf
          || node.op() instanceof SizeOf
          || followsFrom(onProcessor, graph, node)) {
        onProcessor.addAll(node.outputs());
      } else if (!isView(node, readers)) {
        launches.merge(node.op().onnxName(), 1L, Long::sum);
      }
    }
  }

  /** One of each that compute the same, reading that one's outputs. */
  private static List<Node> different(List<Node> nodes) {
    Map<Value, Value> same = new HashMap<>();
    Map<List<Object>, Node> first = new LinkedHashMap<>();
    for (Node node : nodes) {
      List<Value> inputs = node.inputs().stream().map(i -> same.getOrDefault(i, i)).toList();
      Node equal =
          first.computeIfAbsent(
              List.of(node.op(), inputs),
              key ->
                  new Node(
                      node.name(),
                      node.op(),
                      ImmutableList.copyOf(inputs),
                      node.outputs(),
                      node.segment()));
      for (int i = 0; i < node.outputs().size(); i++) {
        same.put(node.outputs().get(i), equal.outputs().get(i));
      }
    }
    return List.copyOf(first.values());
  }

  private static boolean followsFrom(Set<Value> onProcessor, Graph graph, Node node) {
    Set<Value> constants =
        graph.constants().values().stream()
            .filter(constant -> constant.shape().count().size() <= SMALL)
            .collect(Collectors.toSet());
    return node.inputs().stream().anyMatch(onProcessor::contains)
        && node.op().parameters().stream().allMatch(parameter -> parameter.length <= SMALL)
        && node.inputs().stream()
            .allMatch(
                input ->
                    onProcessor.contains(input)
                        || constants.contains(input)
                        || graph.inputs().contains(input))
        // Bounds and extents are the processor's, what is cut or shaped by them is not.
        && !(node.op() instanceof Window || node.op() instanceof ReshapeTo);
  }

  private static boolean isView(Node node, Map<Value, Set<Class<?>>> readers) {
    return node.op() instanceof Reshape
        || node.op() instanceof ReshapeTo
        || node.op() instanceof Identity
        || (node.op() instanceof Transpose
            && readers.getOrDefault(node.outputs().get(0), Set.of()).equals(Set.of(MatMul.class)));
  }
}
