package io.summarizer.graph;

import ai.onnx.proto.OnnxMl.TensorProto;

/** The element type of a tensor. */
public enum DataType {
  FLOAT(TensorProto.DataType.FLOAT_VALUE, true, 4),
  DOUBLE(TensorProto.DataType.DOUBLE_VALUE, true, 8),
  FLOAT16(TensorProto.DataType.FLOAT16_VALUE, true, 2),
  BFLOAT16(TensorProto.DataType.BFLOAT16_VALUE, true, 2),
  INT64(TensorProto.DataType.INT64_VALUE, false, 8),
  BOOL(TensorProto.DataType.BOOL_VALUE, false, 1);

  private final int onnx;
  private final boolean floating;
  private final int bytes;

  DataType(int onnx, boolean floating, int bytes) {
    this.onnx = onnx;
    this.floating = floating;
    this.bytes = bytes;
  }

  /** The type's number in ONNX's {@code TensorProto.DataType}. */
  public int onnx() {
    return onnx;
  }

  /** Whether values of this type have derivatives. */
  public boolean isFloating() {
    return floating;
  }

  /** The size of an element. */
  public int bytes() {
    return bytes;
  }
}
