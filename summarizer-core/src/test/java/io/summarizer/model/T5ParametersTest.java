package io.summarizer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class T5ParametersTest {
  @ParameterizedTest
  @CsvSource({"relu-tied,relu,true", "gated-untied,gated-gelu,false"})
  void of_matchesNamedParametersOfPyTorch(String golden, String feedForward, boolean tied) {
    T5Config config =
        T5Config.parse(TinyT5.config().json().put("feed_forward_proj", feedForward).toString());

    List<ParameterSpec> expected = new ArrayList<>();
    for (JsonNode entry : Json.readObject(TinyT5.resource("parameters.json")).path(golden)) {
      List<Long> shape = new ArrayList<>();
      entry.path(1).forEach(dimension -> shape.add(dimension.longValue()));
      expected.add(new ParameterSpec(entry.path(0).stringValue(), shape));
    }
    assertThat(T5Parameters.of(config, tied)).hasSizeGreaterThan(30).isEqualTo(expected);
  }

  @Test
  void decays_everythingButScalesAndPositionBiases() {
    List<String> undecayed =
        T5Parameters.of(TinyT5.config(), false).stream()
            .filter(spec -> !spec.decays())
            .map(ParameterSpec::name)
            .toList();

    assertThat(undecayed)
        .containsExactly(
            "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
            "encoder.block.0.layer.0.layer_norm.weight",
            "encoder.block.0.layer.1.layer_norm.weight",
            "encoder.block.1.layer.0.layer_norm.weight",
            "encoder.block.1.layer.1.layer_norm.weight",
            "encoder.final_layer_norm.weight",
            "decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
            "decoder.block.0.layer.0.layer_norm.weight",
            "decoder.block.0.layer.1.layer_norm.weight",
            "decoder.block.0.layer.2.layer_norm.weight",
            "decoder.final_layer_norm.weight");
  }
}
