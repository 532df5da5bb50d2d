package io.summarizer.export;

/**
 * Rounds rows of weights to integers, block by block. No weight moves by more than half a scale
 * (but for the rounding of float32).
 *
 * <p>With {@code Q} the largest number and a block's extremes {@code low <= 0 <= high}: {@code
 * scale = (high - low) / Q}, {@code zero = round(-low / scale)}, {@code q = round(weight / scale) +
 * zero}, at most {@code Q}; to the nearest, ties to even. A block of zeros has scale 1. These are
 * the numbers of ONNX Runtime's own quantizer.
 *
 * @see <a href="https://arxiv.org/abs/2004.09602">Wu et al., Integer Quantization for Deep Learning
 *     Inference, section 3</a>
 */
final class BlockQuantizer {
  private final BlockFormat format;
  private final int width;

  /**
   * A quantizer of rows.
   *
   * @param width the weights of a row, whole blocks
   */
  BlockQuantizer(BlockFormat format, int width) {
    if (width % format.block() != 0) {
      throw new IllegalArgumentException(
          "width: expected a multiple of " + format.block() + ", got " + width);
    }
    this.format = format;
    this.width = width;
  }

  /** Quantizes the row that begins at {@code start}. */
  QuantizedRow quantize(float[] weights, int start) {
    int[] numbers = new int[width];
    float[] scales = new float[width / format.block()];
    int[] zeroPoints = new int[scales.length];
    for (int block = 0; block < scales.length; block++) {
      int from = block * format.block();
      float low = 0;
      float high = 0;
      for (int i = from; i < from + format.block(); i++) {
        low = Math.min(low, weights[start + i]);
        high = Math.max(high, weights[start + i]);
      }
      float scale = high == low ? 1 : (high - low) / format.largest();
      int zero = (int) Math.rint(-low / scale);
      for (int i = from; i < from + format.block(); i++) {
        int number = (int) Math.rint(weights[start + i] / scale) + zero;
        numbers[i] = Math.max(0, Math.min(format.largest(), number));
      }
      scales[block] = scale;
      zeroPoints[block] = zero;
    }
    return new QuantizedRow(format, numbers, scales, zeroPoints);
  }
}
