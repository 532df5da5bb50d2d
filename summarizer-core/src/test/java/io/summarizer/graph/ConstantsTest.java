package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounding to the 16-bit formats, against the formats' definition: every number of each. */
class ConstantsTest {
  private static final int SIGN = 0x8000;

  @ParameterizedTest
  @EnumSource(HalfFormat.class)
  void numbers_of_the_format_stay_as_they_are(HalfFormat format) {
    IntStream.rangeClosed(0, format.infinity())
        .forEach(
            bits -> {
              double number = format.decode((short) bits);
              assertRounds(format, number, bits);
            });
  }

  @ParameterizedTest
  @EnumSource(HalfFormat.class)
  void numbers_between_go_to_the_nearest_and_ties_to_even(HalfFormat format) {
    IntStream.range(0, format.infinity())
        .forEach(
            below -> {
              float middle = (float) format.middleAbove(below);
              assertRounds(format, Math.nextDown(middle), below);
              assertRounds(format, middle, below % 2 == 0 ? below : below + 1);
              assertRounds(format, Math.nextUp(middle), below + 1);
            });
  }

  private static void assertRounds(HalfFormat format, double number, int bits) {
    if (bits(format, number) != bits || bits(format, -number) != (bits | SIGN)) {
      throw new AssertionError( // AssertJ is slow for 400 000 assertions
          "%s: %s and its opposite: expected %04x, got %04x and %04x"
              .formatted(format, number, bits, bits(format, number), bits(format, -number)));
    }
  }

  @ParameterizedTest
  @EnumSource(HalfFormat.class)
  void numbers_beyond_the_range_are_infinite_and_nan_stays(HalfFormat format) {
    assertThat(bits(format, Float.MAX_VALUE)).isEqualTo(format.infinity());
    assertThat(bits(format, 1e300)).isEqualTo(format.infinity());
    assertThat(bits(format, Double.NEGATIVE_INFINITY)).isEqualTo(format.infinity() | SIGN);
    assertThat(format.decode((short) bits(format, Double.NaN))).isNaN();
  }

  @Test
  void known_numbers_have_known_bits() {
    assertThat(bits(HalfFormat.FLOAT16, 1)).isEqualTo(0x3c00);
    assertThat(bits(HalfFormat.FLOAT16, -65504)).isEqualTo(0xfbff);
    assertThat(bits(HalfFormat.FLOAT16, 1.0 / 3)).isEqualTo(0x3555);
    assertThat(bits(HalfFormat.FLOAT16, Math.scalb(1.0, -24))).isEqualTo(1);
    assertThat(bits(HalfFormat.BFLOAT16, 1)).isEqualTo(0x3f80);
    assertThat(bits(HalfFormat.BFLOAT16, -Math.PI)).isEqualTo(0xc049);
  }

  private static int bits(HalfFormat format, double number) {
    DataType type = DataType.valueOf(format.name());
    byte[] bytes = Constants.of(type, Shape.SCALAR, number).getRawData().toByteArray();
    assert bytes.length == 2;
    return (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8;
  }
}
