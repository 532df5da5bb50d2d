package io.summarizer.export;

import static io.summarizer.export.NodeList.integer;
import static io.summarizer.export.NodeList.integers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.common.collect.ImmutableList;
import io.summarizer.model.ParameterSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a graph the form in which it is exported: parameters are stored tensors and no inputs, and
 * operators that only ONNX Runtime has become standard ones, which it puts together again when it
 * loads them. Only quantized weights need its own operators.
 */
final class ModelRewriter {
  private final WeightForm form;
  private final WeightForm.Store store = new WeightForm.Store();
  private final Map<String, Matrix> weights = new HashMap<>();

  /**
   * A rewriter of one model.
   *
   * @param weights the parameters by the inputs that stand for them
   */
  ModelRewriter(Map<String, ParameterSpec> weights, WeightForm form) {
    this.form = form;
    weights.forEach((input, tensor) -> this.weights.put(input, Matrix.of(tensor)));
  }

  /** The tensors that the rewritten graphs use. */
  ImmutableList<StoredTensor> stored() {
    return store.tensors();
  }

  /** The graph in its new form, its bodies too. */
  GraphProto rewrite(GraphProto graph) {
    NodeList nodes = new NodeList();
    graph.getNodeList().forEach(node -> rewrite(withBodies(node), nodes));
    return graph.toBuilder()
        .clearNode()
        .addAllNode(nodes.nodes())
        .clearInput()
        .addAllInput(
            graph.getInputList().stream()
                .filter(input -> !weights.containsKey(input.getName()))
                .toList())
        .build();
  }

  private NodeProto withBodies(NodeProto node) {
    NodeProto.Builder result = node.toBuilder();
    for (AttributeProto.Builder attribute : result.getAttributeBuilderList()) {
      if (attribute.hasG()) {
        attribute.setG(rewrite(attribute.getG()));
      }
    }
    return result.build();
  }

  private void rewrite(NodeProto node, NodeList nodes) {
    switch (node.getOpType()) {
      case "SimplifiedLayerNormalization" -> normalization(node, nodes);
      case "Gather" -> gather(node, nodes);
      case "Concat" -> concat(node, nodes);
      case "MatMul", "FusedMatMul" -> product(node, nodes);
      default -> nodes.keep(withStoredInputs(node));
    }
  }

  /** The parts that ONNX Runtime recognizes as this very operator. */
  private void normalization(NodeProto node, NodeList nodes) {
    String x = node.getInput(0);
    String y = node.getOutput(0);
    String two = nodes.scalar(y + "/two", 2);
    String square = nodes.add("Pow", y + "/square", List.of(x, two));
    String axes = nodes.vector(y + "/axes", -1);
    String mean = nodes.add("ReduceMean", y + "/mean", List.of(square, axes));
    String epsilon = nodes.scalar(y + "/epsilon", epsilon(node));
    String sum = nodes.add("Add", y + "/sum", List.of(mean, epsilon));
    String root = nodes.add("Sqrt", y + "/root", List.of(sum));
    String normal = nodes.add("Div", y + "/normal", List.of(x, root));
    nodes.add("Mul", y, List.of(normal, stored(node.getInput(1))));
  }

  private static float epsilon(NodeProto node) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("epsilon"))
        .map(AttributeProto::getF)
        .findFirst()
        .orElseThrow();
  }

  private void gather(NodeProto node, NodeList nodes) {
    Matrix table = weights.get(node.getInput(0));
    if (table == null) {
      nodes.keep(node);
    } else {
      form.rows(table, node.getInput(1), node.getOutput(0), nodes, store);
    }
  }

  /** Matrices one below the other are stored so. */
  private void concat(NodeProto node, NodeList nodes) {
    List<Matrix> parts = new ArrayList<>();
    node.getInputList().stream().filter(weights::containsKey).map(weights::get).forEach(parts::add);
    if (parts.size() < node.getInputCount() || integer(node, "axis") != 0) {
      nodes.keep(withStoredInputs(node));
      return;
    }
    weights.put(
        node.getOutput(0),
        new Matrix(
            parts.stream()
                .flatMap(part -> part.parts().stream())
                .collect(ImmutableList.toImmutableList())));
  }

  private void product(NodeProto node, NodeList nodes) {
    Matrix left = weights.get(node.getInput(0));
    Matrix right = weights.get(node.getInput(1));
    boolean leftTransposed = integer(node, "transA") == 1;
    boolean rightTransposed = integer(node, "transB") == 1;
    String y = node.getOutput(0);
    if (right != null && right.isOfProducts() && rightTransposed && !leftTransposed) {
      form.fromRight(right, node.getInput(0), y, nodes, store);
    } else if (left != null && left.isOfProducts() && !leftTransposed) {
      form.fromLeft(left, node.getInput(1), rightTransposed, y, nodes, store);
    } else if (leftTransposed || rightTransposed) {
      standard(node, nodes, leftTransposed, rightTransposed);
    } else {
      nodes.keep(withStoredInputs(node));
    }
  }

  /** Activations are exchanged by a node of their own, [..., a, b] of four axes as in attention. */
  private void standard(NodeProto node, NodeList nodes, boolean exchangeA, boolean exchangeB) {
    String y = node.getOutput(0);
    String a = stored(node.getInput(0));
    String b = stored(node.getInput(1));
    AttributeProto exchanged = integers("perm", 0, 1, 3, 2);
    nodes.add(
        "MatMul",
        y,
        List.of(
            exchangeA ? nodes.add("Transpose", y + "/left", List.of(a), exchanged) : a,
            exchangeB ? nodes.add("Transpose", y + "/right", List.of(b), exchanged) : b));
  }

  private NodeProto withStoredInputs(NodeProto node) {
    NodeProto.Builder result = node.toBuilder();
    for (int i = 0; i < node.getInputCount(); i++) {
      result.setInput(i, stored(node.getInput(i)));
    }
    return result.build();
  }

  private String stored(String input) {
    Matrix weight = weights.get(input);
    return weight == null ? input : store.plain(weight);
  }
}
