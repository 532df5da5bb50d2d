package io.summarizer.model;

/** Widens 16-bit floats to float32; both conversions are exact. */
final class HalfPrecision {
  private HalfPrecision() {}

  /** BF16 is the upper half of a float32. */
  static float fromBfloat16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
  static float fromFloat16(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      // Zero or subnormal: fraction x 2^-24, a normal number in float32.
      float magnitude = fraction * 0x1p-24f;
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude));
    }
    // The all-ones exponent of infinity and NaN maps to float32's; others change from bias 15 to
    // 127.
    int wideExponent = exponent == 0x1f ? 0xff : exponent + (127 - 15);
    return Float.intBitsToFloat(sign | wideExponent << 23 | fraction << 13);
  }
}
