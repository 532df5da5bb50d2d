package io.summarizer.export;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.common.collect.ImmutableList;

/**
 * A tensor whose numbers stand in the file beside a graph.
 *
 * @param name in the graph
 * @param type ONNX's number of the element type
 * @param dims the extents
 * @param content its bytes; tensors of equal content share them
 */
record StoredTensor(String name, int type, ImmutableList<Long> dims, TensorContent content) {
  static StoredTensor floats(String name, ImmutableList<Long> dims, TensorContent content) {
    return new StoredTensor(name, TensorProto.DataType.FLOAT_VALUE, dims, content);
  }

  static StoredTensor bytes(String name, ImmutableList<Long> dims, TensorContent content) {
    return new StoredTensor(name, TensorProto.DataType.UINT8_VALUE, dims, content);
  }

  /** The size in memory. */
  long length() {
    long bytes = type == TensorProto.DataType.FLOAT_VALUE ? Float.BYTES : Byte.BYTES;
    return dims.stream().reduce(bytes, Math::multiplyExact);
  }
}
