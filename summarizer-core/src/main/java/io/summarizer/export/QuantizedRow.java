package io.summarizer.export;

/**
 * A quantized row of a matrix.
 *
 * @param format of the row
 * @param numbers one for each weight
 * @param scales one for each block
 * @param zeroPoints one for each block
 */
@SuppressWarnings("ArrayRecordComponent") // made for one row, written and dropped
record QuantizedRow(BlockFormat format, int[] numbers, float[] scales, int[] zeroPoints) {
  /** The numbers as bytes; of two numbers of 4 bits the first is the low half. */
  byte[] packed() {
    return pack(numbers);
  }

  /** The zero points as bytes, packed as the numbers. */
  byte[] packedZeroPoints() {
    return pack(zeroPoints);
  }

  private byte[] pack(int[] values) {
    int perByte = Byte.SIZE / format.bits();
    byte[] bytes = new byte[Math.toIntExact(format.packed(values.length))];
    for (int i = 0; i < values.length; i++) {
      bytes[i / perByte] |= (byte) (values[i] << (i % perByte * format.bits()));
    }
    return bytes;
  }

  /** The weight that a number stands for. */
  float weight(int index) {
    int block = index / format.block();
    return (numbers[index] - zeroPoints[block]) * scales[block];
  }
}
