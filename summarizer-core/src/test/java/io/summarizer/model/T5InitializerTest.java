package io.summarizer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class T5InitializerTest {
  private static final T5Config CONFIG =
      T5Config.parse(
          """
          {"vocab_size": 2000, "d_model": 64, "d_kv": 16, "d_ff": 256, "num_layers": 1,
           "num_heads": 8, "initializer_factor": 0.5, "relative_attention_num_buckets": 1024,
           "relative_attention_max_distance": 4096}
          """);

  /** Deviations from T5PreTrainedModel._init_weights, by hand, before the factor 0.5. */
  @ParameterizedTest
  @CsvSource({
    "shared.weight, 1",
    "lm_head.weight, 1",
    "encoder.block.0.layer.0.SelfAttention.q.weight, 0.03125", // (64 * 16)^-1/2
    "encoder.block.0.layer.0.SelfAttention.k.weight, 0.125", // 64^-1/2
    "encoder.block.0.layer.0.SelfAttention.v.weight, 0.125",
    "encoder.block.0.layer.0.SelfAttention.o.weight, 0.0883883", // (8 * 16)^-1/2
    "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight, 0.125",
    "encoder.block.0.layer.1.DenseReluDense.wi.weight, 0.125",
    "encoder.block.0.layer.1.DenseReluDense.wo.weight, 0.0625", // 256^-1/2
    "decoder.block.0.layer.1.EncDecAttention.q.weight, 0.03125",
  })
  void fill_matrix_isNormalWithTheDeviationOfHuggingFace(String name, double deviation) {
    float[] values = fill(name, 7);

    double sum = 0;
    double squares = 0;
    int within = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
      within += Math.abs(value) < 0.5 * deviation ? 1 : 0;
    }
    // Four standard errors: of the mean, of the deviation, of the share within one deviation.
    double error = 4 / Math.sqrt(values.length);
    double expected = 0.5 * deviation;
    assertThat(sum / values.length).isCloseTo(0, within(error * expected));
    assertThat(Math.sqrt(squares / values.length))
        .isCloseTo(expected, within(error * expected / Math.sqrt(2)));
    assertThat((double) within / values.length).isCloseTo(0.6827, within(0.4655 * error));
  }

  @Test
  void fill_normalisation_isTheFactor() {
    assertThat(fill("encoder.final_layer_norm.weight", 7)).hasSize(64).containsOnly(0.5f);
    assertThat(fill("decoder.block.0.layer.1.layer_norm.weight", 7)).containsOnly(0.5f);
  }

  @Test
  void fill_sameSeed_repeatsTheValuesForEver() {
    assertThat(fill("shared.weight", 7)).isEqualTo(fill("shared.weight", 7));
    // Pinned: a change of the generator would silently change every experiment's start.
    assertThat(Arrays.copyOf(fill("shared.weight", 7), 3))
        .containsExactly(-0.7556845f, 0.19665219f, 0.11112092f);
  }

  @Test
  void fill_otherSeedOrName_givesOtherValues() {
    String q = "encoder.block.0.layer.0.SelfAttention.q.weight";
    String k = "encoder.block.0.layer.0.SelfAttention.k.weight";
    assertThat(fill(q, 7)[0]).isNotEqualTo(fill(q, 8)[0]);
    assertThat(fill(k, 7)[0]).isNotEqualTo(4 * fill(q, 7)[0]);
  }

  @Test
  void fill_unknownParameter_isRefused() {
    assertThatThrownBy(
            () ->
                new T5Initializer(CONFIG)
                    .fill(ParameterSpec.of("pooler.weight", 2), 0, FloatBuffer.allocate(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'pooler.weight' is not a parameter of T5; see T5Parameters");
  }

  @Test
  void fill_tooSmallDestination_isRefused() {
    assertThatThrownBy(
            () ->
                new T5Initializer(CONFIG)
                    .fill(ParameterSpec.of("shared.weight", 2), 0, FloatBuffer.allocate(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("has 2 elements, but the destination has room for only 1");
  }

  private static float[] fill(String name, long seed) {
    ParameterSpec spec =
        T5Parameters.of(CONFIG, false).stream()
            .filter(s -> s.name().equals(name))
            .findFirst()
            .orElseThrow();
    FloatBuffer values = FloatBuffer.allocate((int) spec.elements());
    new T5Initializer(CONFIG).fill(spec, seed, values);
    assertThat(values.hasRemaining()).isFalse();
    return values.array();
  }
}
