package io.summarizer.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tensors that stand in the graph itself. */
final class Constants {
  private Constants() {}

  /** One number of any type. */
  static TensorProto of(DataType type, Shape shape, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (type) {
        case FLOAT -> bytes.putFloat((float) value);
        case DOUBLE -> bytes.putDouble(value);
        case FLOAT16 -> bytes.putShort(toFloat16((float) value));
        case BFLOAT16 -> bytes.putShort(toBfloat16((float) value));
        case INT64 -> bytes.putLong((long) value);
        case BOOL -> bytes.put((byte) (value == 0 ? 0 : 1));
      }
    }
    return tensor(type, shape, bytes);
  }

  static TensorProto of(Shape shape, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return tensor(DataType.INT64, shape, bytes);
  }

  static TensorProto ofZeros(DataType type, Shape shape) {
    return of(type, shape, new double[(int) shape.count().size()]);
  }

  private static TensorProto tensor(DataType type, Shape shape, ByteBuffer bytes) {
    TensorProto.Builder proto = TensorProto.newBuilder().setDataType(type.onnx());
    for (long size : shape.sizes()) {
      proto.addDims(size);
    }
    return proto.setRawData(ByteString.copyFrom(bytes.flip())).build();
  }

  /** The nearest bfloat16: the upper half of a float, rounded to even. */
  private static short toBfloat16(float value) {
    int bits = Float.floatToIntBits(value);
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }

  /** The nearest float16, rounded to even; values beyond its range become infinite. */
  private static short toFloat16(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) 0x7e00;
    }
    if (magnitude >= 65520f) {
      return (short) (sign | 0x7c00);
    }
    // Units of the last place are 2^-24 below the smallest normal number, 2^(exponent - 10) above.
    int exponent = Math.max(Math.getExponent(magnitude), -14);
    int units = (int) Math.rint(Math.scalb((double) magnitude, 10 - exponent));
    return (short) (sign | (((exponent + 14) << 10) + units));
  }
}
