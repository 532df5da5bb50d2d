package io.summarizer.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What ONNX Runtime can compute on a GPU, as its documentation lists it; what it cannot, it
 * computes on the CPU without a word, and copies there and back.
 */
public final class CudaKernels {
  private static final Splitter TAB = Splitter.on('\t');
  private static final Splitter COMMA = Splitter.on(',').omitEmptyStrings();

  private final Map<String, List<Row>> rows = new HashMap<>();
  private final Map<String, Signature> signatures = new HashMap<>();

  /** The types that a kernel takes, by type parameter, for the operator since some version. */
  private record Row(String versions, Map<String, Set<String>> types) {
    /** An open range, "13+", matches only the version that it begins with. */
    boolean isFor(int version) {
      List<String> bounds = Splitter.on(',').trimResults().splitToList(strip(versions));
      int first = Integer.parseInt(bounds.get(0));
      int last = Integer.parseInt(bounds.get(bounds.size() - 1));
      return first <= version && version <= last;
    }

    private static String strip(String versions) {
      return versions.replaceAll("[\\[\\]+]", "");
    }
  }

  /** The type parameters of the inputs and outputs of an operator; the last may repeat. */
  private record Signature(int since, List<String> inputs, List<String> outputs) {}

  /** Reads the tables. */
  public CudaKernels() {
    List<List<String>> documented = table("/cuda/kernels.tsv");
    for (List<String> line : documented.subList(1, documented.size())) {
      Map<String, Set<String>> types = new HashMap<>();
      for (String parameter : Splitter.on("; ").split(line.get(3))) {
        int equals = parameter.indexOf('=');
        types.put(
            parameter.substring(0, equals),
            Set.copyOf(COMMA.splitToList(parameter.substring(equals + 1))));
      }
      rows.computeIfAbsent(line.get(0) + "." + line.get(1), key -> new ArrayList<>())
          .add(new Row(line.get(2), types));
    }
    List<List<String>> known = table("/cuda/signatures.tsv");
    String header = known.get(0).get(2);
    if (!header.equals("since, in opset " + OnnxWriter.OPSET)) {
      throw new IllegalStateException(
          "signatures.tsv: expected those of opset "
              + OnnxWriter.OPSET
              + ", got \""
              + header
              + "\"; make them again with make_onnx_signatures.py");
    }
    for (List<String> line : known.subList(1, known.size())) {
      signatures.put(
          line.get(0) + "." + line.get(1),
          new Signature(
              Integer.parseInt(line.get(2)),
              COMMA.splitToList(line.get(3)),
              COMMA.splitToList(line.get(4))));
    }
  }

  private static List<List<String>> table(String resource) {
    try (InputStream in = CudaKernels.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(TAB::splitToList).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is wrong with the nodes of a model, those of its loops included: one line for each
   * operator and combination of types, in the order of the alphabet.
   */
  public List<String> problems(Graph graph) {
    Set<String> written = new HashSet<>();
    collectNames(graph.toModel().getGraph(), written);
    Set<String> problems = new TreeSet<>();
    for (Node node : allNodes(graph)) {
      if (written.contains(node.name())) {
        problem(node).ifPresent(problem -> problems.add(describe(node) + ": " + problem));
      }
    }
    return List.copyOf(problems);
  }

  private static void collectNames(GraphProto graph, Set<String> target) {
    graph
        .getNodeList()
        .forEach(
            node -> {
              target.add(node.getName());
              node.getAttributeList().stream()
                  .filter(AttributeProto::hasG)
                  .forEach(attribute -> collectNames(attribute.getG(), target));
            });
  }

  private static List<Node> allNodes(Graph graph) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      nodes.add(node);
      if (node.op() instanceof Loop loop) {
        nodes.addAll(allNodes(loop.body()));
      }
    }
    return nodes;
  }

  private static String describe(Node node) {
    return node.op().onnxName() + inputTypes(node) + " -> " + outputTypes(node);
  }

  private static List<String> inputTypes(Node node) {
    List<String> types = new ArrayList<>(node.inputs().stream().map(CudaKernels::type).toList());
    node.op().parameters().forEach(parameter -> types.add("int64"));
    return types;
  }

  private static List<String> outputTypes(Node node) {
    return node.outputs().stream().map(CudaKernels::type).toList();
  }

  private static String type(Value value) {
    return value.type().name().toLowerCase(Locale.ROOT);
  }

  private Optional<String> problem(Node node) {
    Op op = node.op();
    String key = (op.domain().isEmpty() ? "ai.onnx" : op.domain()) + "." + op.onnxName();
    Signature signature = signatures.get(key);
    List<Row> matching =
        rows.getOrDefault(key, List.of()).stream()
            .filter(row -> signature != null && row.isFor(signature.since))
            .toList();
    if (signature == null || matching.isEmpty()) {
      return Optional.of("no kernel");
    }
    boolean found =
        matching.stream()
            .anyMatch(
                row ->
                    fits(row, signature.inputs, inputTypes(node))
                        && fits(row, signature.outputs, outputTypes(node)));
    if (!found) {
      return Optional.of("no kernel for these types");
    }
    return needsCudnn(node) ? Optional.of("the kernel needs cuDNN") : Optional.empty();
  }

  private static boolean fits(Row row, List<String> parameters, List<String> types) {
    for (int i = 0; i < types.size(); i++) {
      String parameter = parameters.get(Math.min(i, parameters.size() - 1));
      @Nullable Set<String> allowed = row.types.get(parameter);
      if (allowed != null && !allowed.contains(types.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Sums of integers, and sums over axes that are neither the outermost nor the innermost, are left
   * to cuDNN, as are other reductions; see ONNX Runtime's pull requests 29252 and 29620.
   */
  private static boolean needsCudnn(Node node) {
    if (node.op() instanceof ReduceSum sum) {
      Value x = node.inputs().get(0);
      int rank = x.shape().rank();
      List<Integer> axes = sum.axes().stream().map(x.shape()::axis).sorted().toList();
      int first = axes.get(0);
      int last = axes.get(axes.size() - 1);
      boolean together = last - first + 1 == axes.size();
      return !x.type().isFloating() || !together || (first != 0 && last != rank - 1);
    }
    return Set.of("ReduceMax", "ReduceMin", "ReduceProd").contains(node.op().onnxName());
  }
}
