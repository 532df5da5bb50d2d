package io.summarizer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Rounding of weights: how far, and as ONNX Runtime's own quantizer does. */
class BlockQuantizerTest {
  private static final int WIDTH = 64;

  @Provide
  Arbitrary<float[]> rows() {
    return Arbitraries.floats().between(-100, 100).array(float[].class).ofSize(WIDTH);
  }

  @Provide
  Arbitrary<BlockFormat> formats() {
    return Arbitraries.of(4, 8)
        .flatMap(bits -> Arbitraries.of(16, 32, 64).map(block -> new BlockFormat(bits, block)));
  }

  @Property
  void no_weight_moves_by_more_than_half_a_scale(
      @ForAll("rows") float[] weights, @ForAll("formats") BlockFormat format) {
    QuantizedRow row = new BlockQuantizer(format, WIDTH).quantize(weights, 0);
    for (int i = 0; i < WIDTH; i++) {
      float scale = row.scales()[i / format.block()];
      assertThat(row.weight(i)).isCloseTo(weights[i], within(scale * 0.5001f + 1e-5f));
    }
  }

  @Property
  void zero_stays_zero(@ForAll("rows") float[] weights, @ForAll("formats") BlockFormat format) {
    weights[5] = 0;
    weights[40] = 0;
    QuantizedRow row = new BlockQuantizer(format, WIDTH).quantize(weights, 0);
    assertThat(row.weight(5)).isZero();
    assertThat(row.weight(40)).isZero();
  }

  @Property
  void numbers_and_zero_points_fit_their_bits(
      @ForAll("rows") float[] weights, @ForAll("formats") BlockFormat format) {
    QuantizedRow row = new BlockQuantizer(format, WIDTH).quantize(weights, 0);
    assertThat(Arrays.stream(row.numbers()).boxed())
        .allMatch(number -> number >= 0 && number <= format.largest());
    assertThat(Arrays.stream(row.zeroPoints()).boxed())
        .allMatch(number -> number >= 0 && number <= format.largest());
  }

  @Test
  void two_numbers_of_four_bits_share_a_byte_the_first_in_its_low_half() {
    float[] weights = new float[16];
    weights[0] = 15;
    weights[1] = 3;
    weights[2] = 7;
    QuantizedRow row = new BlockQuantizer(new BlockFormat(4, 16), 16).quantize(weights, 0);
    assertThat(row.packed()).startsWith(0x3f, 0x07).hasSize(8);
    assertThat(row.packedZeroPoints()).containsExactly(0);
  }

  @Test
  void row_of_broken_blocks_is_refused() {
    assertThatThrownBy(() -> new BlockQuantizer(new BlockFormat(8, 32), 48))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width: expected a multiple of 32, got 48");
  }

  @Test
  void block_shrinks_to_what_divides_the_width() {
    BlockFormat format = new BlockFormat(8, 128);
    assertThat(format.forWidth(512)).isEqualTo(format);
    assertThat(format.forWidth(96)).isEqualTo(new BlockFormat(8, 32));
    assertThat(BlockFormat.fits(24)).isFalse();
  }

  /** See make_quantization_golden.py. */
  @Test
  void numbers_equal_those_of_onnx_runtimes_quantizer() throws IOException {
    JsonNode golden;
    try (InputStream in = BlockQuantizerTest.class.getResourceAsStream("quantization.json")) {
      golden = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
    int block = golden.get("block").asInt();
    for (JsonNode expected : golden.get("cases")) {
      BlockFormat format = new BlockFormat(expected.get("bits").asInt(), block);
      for (int r = 0; r < golden.get("weights").size(); r++) {
        JsonNode weights = golden.get("weights").get(r);
        float[] values = new float[weights.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = weights.get(i).floatValue();
        }
        QuantizedRow row = new BlockQuantizer(format, values.length).quantize(values, 0);
        assertThat(row.packed()).isEqualTo(bytes(expected.get("numbers").get(r)));
        assertThat(row.packedZeroPoints()).isEqualTo(bytes(expected.get("zero_points").get(r)));
        for (int i = 0; i < row.scales().length; i++) {
          float scale = expected.get("scales").get(r).get(i).floatValue();
          // ONNX Runtime has 0 for a block of zeros.
          assertThat(row.scales()[i]).isEqualTo(scale == 0 ? 1 : scale);
        }
      }
    }
  }

  private static byte[] bytes(JsonNode numbers) {
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers.get(i).asInt();
    }
    return bytes;
  }
}
