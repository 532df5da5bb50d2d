package io.summarizer.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.summarizer.InsufficientMemoryException;
import io.summarizer.lifecycle.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A tensor over direct memory that Java and ONNX Runtime share: what either writes the other sees,
 * without a copy.
 */
public final class Tensor extends InputTensor implements AutoCloseable {
  static final String KIND = "tensor";

  private final ByteBuffer memory;
  private final OnnxTensor onnx;
  private final NativeMemory handle;

  private Tensor(ByteBuffer memory, OnnxJavaType type, long[] shape) {
    this.memory = memory;
    try {
      this.onnx = OnnxTensor.createTensor(RuntimeEnvironment.get(), memory, shape, type);
    } catch (OrtException e) {
      throw OrtFailure.of("making a tensor of shape " + Arrays.toString(shape) + " failed", e);
    }
    this.handle = NativeMemory.of(this, KIND, onnx::close);
  }

  /** New zeros of type float32. */
  public static Tensor floats(long... shape) {
    return over(allocate(elements(shape), Float.BYTES), shape);
  }

  /** A float32 tensor over existing direct memory in native byte order. */
  public static Tensor over(ByteBuffer memory, long... shape) {
    return new Tensor(memory, OnnxJavaType.FLOAT, shape);
  }

  /** A vector over the elements of this float32 tensor from {@code start} to before {@code end}. */
  public Tensor part(long start, long end) {
    int from = Math.toIntExact(start * Float.BYTES);
    int bytes = Math.toIntExact((end - start) * Float.BYTES);
    return over(memory.slice(from, bytes).order(ByteOrder.nativeOrder()), end - start);
  }

  /** A float32 tensor with the given content. */
  public static Tensor of(float[] content, long... shape) {
    Tensor tensor = floats(shape);
    tensor.floats().put(content);
    return tensor;
  }

  /** An int64 tensor with the given content. */
  public static Tensor of(long[] content, long... shape) {
    ByteBuffer memory = allocate(elements(shape), Long.BYTES);
    memory.asLongBuffer().put(content);
    return new Tensor(memory, OnnxJavaType.INT64, shape);
  }

  /** A tensor of one boolean. */
  public static Tensor of(boolean content) {
    ByteBuffer memory = allocate(1, Byte.BYTES);
    memory.put(0, (byte) (content ? 1 : 0));
    return new Tensor(memory, OnnxJavaType.BOOL, new long[] {1});
  }

  /** New direct memory for {@code elements} of {@code bytes} each, in native byte order. */
  public static ByteBuffer allocate(long elements, int bytes) {
    long size = Math.multiplyExact(elements, (long) bytes);
    if (size > Integer.MAX_VALUE - 8) {
      throw new InsufficientMemoryException(
          "a tensor of "
              + size
              + " bytes: expected less than 2 GiB, the limit of a Java buffer; use a smaller batch"
              + " or shorter texts");
    }
    try {
      return ByteBuffer.allocateDirect((int) size).order(ByteOrder.nativeOrder());
    } catch (OutOfMemoryError e) {
      throw new InsufficientMemoryException(
          "no direct memory left for "
              + size
              + " bytes; start Java with a larger -XX:MaxDirectMemorySize (its default is -Xmx)",
          e);
    }
  }

  private static long elements(long[] shape) {
    long result = 1;
    for (long extent : shape) {
      result = Math.multiplyExact(result, extent);
    }
    return result;
  }

  /** The elements of a float32 tensor, from the first; writes go through. */
  public FloatBuffer floats() {
    return memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** The elements of an int64 tensor, from the first; writes go through. */
  public LongBuffer longs() {
    return memory.duplicate().order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  @Override
  OnnxTensor onnx() {
    return onnx;
  }

  /** Releases ONNX Runtime's handle; the memory goes with the buffer. */
  @Override
  public void close() {
    handle.free();
  }
}
