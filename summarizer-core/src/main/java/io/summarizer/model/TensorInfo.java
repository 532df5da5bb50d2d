package io.summarizer.model;

import java.util.List;

/**
 * What a safetensors file says of one tensor.
 *
 * @param name unique within the file
 * @param dtype the element type
 * @param shape the dimensions, outermost first; empty for a scalar
 */
public record TensorInfo(String name, DType dtype, List<Long> shape) {
  /** Copies the shape. */
  public TensorInfo {
    shape = List.copyOf(shape);
  }

  /** The number of elements, the product of the shape. */
  public long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** The size of the tensor's data in bytes. */
  public long byteSize() {
    return Math.multiplyExact(elements(), dtype.bits()) / 8;
  }
}
