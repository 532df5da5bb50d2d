package io.summarizer.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a graph as an ONNX model: only the nodes that an output depends on. */
final class OnnxWriter {
  /** ONNX's operator set: the newest whose CUDA kernels ONNX Runtime still matches. */
  static final int OPSET = 18;

  static final String MICROSOFT_DOMAIN = "com.microsoft";
  private static final int IR_VERSION = 8;

  private final Graph graph;
  private final Map<Value, String> outputNames;

  private OnnxWriter(Graph graph) {
    this.graph = graph;
    this.outputNames = outputNames(graph);
  }

  static ModelProto model(Graph graph) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("io.summarizer")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT_DOMAIN).setVersion(1))
        .setGraph(graph(graph))
        .build();
  }

  /** The graph alone, as the body of a loop is written. */
  static GraphProto graph(Graph graph) {
    return new OnnxWriter(graph).write();
  }

  private GraphProto write() {
    GraphProto.Builder proto = GraphProto.newBuilder().setName(graph.name());
    if (graph.outer() == null) {
      addConstants(proto);
    }
    graph.inputs().forEach(input -> proto.addInput(input(input.name(), input.tensorType())));
    graph.usedNodes().forEach(node -> proto.addNode(node(node)));
    graph.namedOutputs().forEach((name, value) -> proto.addOutput(output(name, value)));
    return proto.build();
  }

  private void addConstants(GraphProto.Builder proto) {
    Set<Value> used = graph.usedValues();
    graph
        .constants()
        .forEach(
            (tensor, value) -> {
              if (used.contains(value)) {
                proto.addInitializer(tensor.toBuilder().setName(value.name()));
              }
            });
  }

  private NodeProto node(Node node) {
    NodeProto.Builder proto =
        NodeProto.newBuilder()
            .setName(node.name())
            .setOpType(node.op().onnxName())
            .setDomain(node.op().domain());
    node.inputs().forEach(input -> proto.addInput(name(input)));
    node.op().parameters().forEach(parameter -> proto.addInput(graph.vector(parameter).name()));
    node.outputs().forEach(output -> proto.addOutput(name(output)));
    node.op().attributes().forEach(attribute -> proto.addAttribute(attribute.toProto()));
    return proto.build();
  }

  private String name(Value value) {
    return outputNames.getOrDefault(value, value.name());
  }

  /** What the outputs of a graph and of those around it, which a body may use, are called. */
  private static Map<Value, String> outputNames(Graph graph) {
    @Nullable Graph outer = graph.outer();
    Map<Value, String> names = outer == null ? new HashMap<>() : outputNames(outer);
    graph.namedOutputs().forEach((name, value) -> names.put(value, name));
    return names;
  }

  private static ValueInfoProto input(String name, TensorType type) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Dim dim : type.shape().dims()) {
      TensorShapeProto.Dimension.Builder extent = shape.addDimBuilder();
      if (dim.isKnown()) {
        extent.setDimValue(dim.size());
      } else {
        extent.setDimParam(dim.toString());
      }
    }
    return info(
        name, TypeProto.Tensor.newBuilder().setElemType(type.type().onnx()).setShape(shape));
  }

  /** Without the shape: that is left to ONNX Runtime's own inference. */
  private static ValueInfoProto output(String name, Value value) {
    return info(name, TypeProto.Tensor.newBuilder().setElemType(value.type().onnx()));
  }

  private static ValueInfoProto info(String name, TypeProto.Tensor.Builder type) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}
