package io.summarizer.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every one of the 65,536 bit patterns, against the definitions of the formats. */
class HalfPrecisionTest {
  private static final int PATTERNS = 1 << 16;

  @Test
  void float16_everyPattern_hasTheValueOfItsFields() {
    for (int bits = 0; bits < PATTERNS; bits++) {
      float actual = HalfPrecision.fromFloat16((short) bits);
      // IEEE 754: (-1)^s 2^(e-15) (1 + f/1024), subnormal (-1)^s 2^-14 f/1024.
      Double expected = valueOfFields(bits, 5, 10);
      // Double.equals tells the two zeros apart and finds NaN equal to itself.
      assertThat(Double.valueOf(actual)).as("pattern %04x", bits).isEqualTo(expected);
    }
  }

  @Test
  void bfloat16_everyPattern_hasTheValueOfItsFields() {
    for (int bits = 0; bits < PATTERNS; bits++) {
      float actual = HalfPrecision.fromBfloat16((short) bits);
      Double expected = valueOfFields(bits, 8, 7);
      assertThat(Double.valueOf(actual)).as("pattern %04x", bits).isEqualTo(expected);
    }
  }

  @Test
  void zeros_keepTheirSign() {
    assertThat(Float.floatToRawIntBits(HalfPrecision.fromFloat16((short) 0x8000)))
        .isEqualTo(0x8000_0000);
    assertThat(Float.floatToRawIntBits(HalfPrecision.fromBfloat16((short) 0x8000)))
        .isEqualTo(0x8000_0000);
    assertThat(Float.floatToRawIntBits(HalfPrecision.fromFloat16((short) 0))).isZero();
  }

  @Test
  void float16_landmarks() {
    assertThat(HalfPrecision.fromFloat16((short) 0x3c00)).isEqualTo(1f);
    assertThat(HalfPrecision.fromFloat16((short) 0x7bff)).isEqualTo(65504f);
    assertThat(HalfPrecision.fromFloat16((short) 0x0001)).isEqualTo(5.9604645e-8f);
    assertThat(HalfPrecision.fromFloat16((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  /** Plain arithmetic on sign, exponent and fraction, in double, without bit tricks. */
  private static double valueOfFields(int bits, int exponentBits, int fractionBits) {
    int fraction = bits % (1 << fractionBits);
    int exponent = bits / (1 << fractionBits) % (1 << exponentBits);
    double sign = bits / (1 << (fractionBits + exponentBits)) == 0 ? 1 : -1;
    int largest = (1 << exponentBits) - 1;
    int bias = largest / 2;
    double part = fraction / Math.pow(2, fractionBits);
    if (exponent == largest) {
      return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * Math.pow(2, 1 - bias) * part
        : sign * Math.pow(2, exponent - bias) * (1 + part);
  }
}
