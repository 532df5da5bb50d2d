package io.summarizer.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The nodes of a rewritten graph; those that replace one node have its name at the front. */
final class NodeList {
  static final String MICROSOFT = "com.microsoft";

  private final List<NodeProto> nodes = new ArrayList<>();

  List<NodeProto> nodes() {
    return nodes;
  }

  void keep(NodeProto node) {
    nodes.add(node);
  }

  /** A node with one output, whose name is given and returned. */
  String add(String operator, String output, List<String> inputs, AttributeProto... attributes) {
    return add("", operator, output, inputs, attributes);
  }

  /** A node of another domain. */
  String add(
      String domain,
      String operator,
      String output,
      List<String> inputs,
      AttributeProto... attributes) {
    nodes.add(
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(operator)
            .setDomain(domain)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes))
            .build());
    return output;
  }

  /** A scalar. */
  String scalar(String output, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return constant(output, TensorProto.DataType.FLOAT_VALUE, bytes.putFloat(value));
  }

  /** A vector. */
  String vector(String output, long value) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return constant(output, TensorProto.DataType.INT64_VALUE, bytes.putLong(value), 1);
  }

  private String constant(String output, int type, ByteBuffer bytes, long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type);
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    AttributeProto value =
        AttributeProto.newBuilder()
            .setName("value")
            .setType(AttributeProto.AttributeType.TENSOR)
            .setT(tensor.setRawData(ByteString.copyFrom(bytes.flip())))
            .build();
    return add("Constant", output, List.of(), value);
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto integers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** An integer attribute of a node, or 0. */
  static long integer(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .mapToLong(AttributeProto::getI)
        .findFirst()
        .orElse(0);
  }
}
