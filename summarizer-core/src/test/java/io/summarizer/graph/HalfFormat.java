package io.summarizer.graph;

/**
 * A 16-bit floating-point format by its definition in IEEE 754: one bit of sign, some of exponent,
 * the rest of fraction.
 */
enum HalfFormat {
  FLOAT16(5),
  BFLOAT16(8);

  private final int fractionBits;
  private final int bias;

  HalfFormat(int exponentBits) {
    this.fractionBits = 15 - exponentBits;
    this.bias = (1 << (exponentBits - 1)) - 1;
  }

  /** The bits of infinity, one more than those of the largest number. */
  int infinity() {
    return (2 * bias + 1) << fractionBits;
  }

  /** The middle between a number and the next; above the largest, the next if there were one. */
  double middleAbove(int bits) {
    double number = decode((short) bits);
    double step =
        bits + 1 < infinity()
            ? decode((short) (bits + 1)) - number
            : number - decode((short) (bits - 1));
    return number + step / 2;
  }

  double decode(short bits) {
    int magnitude = bits & 0x7fff;
    int exponent = magnitude >> fractionBits;
    double fraction = (double) (magnitude & ((1 << fractionBits) - 1)) / (1 << fractionBits);
    double result;
    if (exponent == 2 * bias + 1) {
      result = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      result = Math.scalb(fraction, 1 - bias);
    } else {
      result = Math.scalb(1 + fraction, exponent - bias);
    }
    return bits < 0 ? -result : result;
  }
}
