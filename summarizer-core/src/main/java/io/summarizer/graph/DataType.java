package io.summarizer.graph;

import ai.onnx.proto.OnnxMl.TensorProto;

/** The element type of a tensor. */
public enum DataType {
  FLOAT(TensorProto.DataType.FLOAT_VALUE, true),
  DOUBLE(TensorProto.DataType.DOUBLE_VALUE, true),
  FLOAT16(TensorProto.DataType.FLOAT16_VALUE, true),
  BFLOAT16(TensorProto.DataType.BFLOAT16_VALUE, true),
  INT64(TensorProto.DataType.INT64_VALUE, false),
  BOOL(TensorProto.DataType.BOOL_VALUE, false);

  private final int onnx;
  private final boolean floating;

  DataType(int onnx, boolean floating) {
    this.onnx = onnx;
    this.floating = floating;
  }

  /** The type's number in ONNX's {@code TensorProto.DataType}. */
  public int onnx() {
    return onnx;
  }

  /** Whether values of this type have derivatives. */
  public boolean isFloating() {
    return floating;
  }
}
