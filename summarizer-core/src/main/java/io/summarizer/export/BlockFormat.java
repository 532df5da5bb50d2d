package io.summarizer.export;

/**
 * How a matrix is quantized: each row in blocks, each block with a scale and a zero point of its
 * own. A weight is {@code (q - zero point) * scale}, with both integers of so many bits without a
 * sign.
 *
 * @param bits of a weight, 8 or 4
 * @param block how many weights share a scale, a power of two from 16
 * @see <a
 *     href="https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md#com.microsoft.MatMulNBits">
 *     ONNX Runtime's MatMulNBits</a>
 */
record BlockFormat(int bits, int block) {
  /** The smallest block that the kernels take. */
  static final int SMALLEST_BLOCK = 16;

  /** The largest number. */
  int largest() {
    return (1 << bits) - 1;
  }

  /** Whether rows of {@code width} are whole blocks of some size; others stay in float32. */
  static boolean fits(long width) {
    return width % SMALLEST_BLOCK == 0;
  }

  /** This format with the largest block, not larger than this one's, that divides {@code width}. */
  BlockFormat forWidth(long width) {
    int size = block;
    while (width % size != 0) {
      size /= 2;
    }
    return new BlockFormat(bits, size);
  }

  /** The bytes that {@code numbers} take, which begin a byte of their own. */
  long packed(long numbers) {
    return (numbers * bits + Byte.SIZE - 1) / Byte.SIZE;
  }
}
