package io.summarizer.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.List;

/** A typed, named constant of a node. */
public sealed interface Attribute {
  String name();

  AttributeProto toProto();

  /** An integer. */
  record Int(String name, long value) implements Attribute {
    @Override
    public AttributeProto toProto() {
      return AttributeProto.newBuilder()
          .setName(name)
          .setType(AttributeProto.AttributeType.INT)
          .setI(value)
          .build();
    }
  }

  /** A list of integers. */
  record Ints(String name, List<Integer> values) implements Attribute {
    @Override
    public AttributeProto toProto() {
      AttributeProto.Builder proto =
          AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
      values.forEach(proto::addInts);
      return proto.build();
    }
  }

  /** A number. */
  record Real(String name, float value) implements Attribute {
    @Override
    public AttributeProto toProto() {
      return AttributeProto.newBuilder()
          .setName(name)
          .setType(AttributeProto.AttributeType.FLOAT)
          .setF(value)
          .build();
    }
  }

  /** A word. */
  record Text(String name, String value) implements Attribute {
    @Override
    public AttributeProto toProto() {
      return AttributeProto.newBuilder()
          .setName(name)
          .setType(AttributeProto.AttributeType.STRING)
          .setS(ByteString.copyFromUtf8(value))
          .build();
    }
  }

  /** One zero of a type. */
  record Zero(String name, DataType type) implements Attribute {
    @Override
    public AttributeProto toProto() {
      return AttributeProto.newBuilder()
          .setName(name)
          .setType(AttributeProto.AttributeType.TENSOR)
          .setT(Constants.ofZeros(type, Shape.of(1)))
          .build();
    }
  }

  /** A graph that the node runs. */
  record Body(String name, Graph graph) implements Attribute {
    @Override
    public AttributeProto toProto() {
      return AttributeProto.newBuilder()
          .setName(name)
          .setType(AttributeProto.AttributeType.GRAPH)
          .setG(OnnxWriter.graph(graph))
          .build();
    }
  }
}
