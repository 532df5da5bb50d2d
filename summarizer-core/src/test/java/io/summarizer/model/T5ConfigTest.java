package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class T5ConfigTest {
  @Test
  void parse_sizesOnly_takesTheDefaultsOfHuggingFace() {
    T5Config config = TinyT5.config();

    assertThat(config.vocabSize()).isEqualTo(24);
    assertThat(config.dModel()).isEqualTo(6);
    assertThat(config.dKv()).isEqualTo(4);
    assertThat(config.dFf()).isEqualTo(10);
    assertThat(config.numLayers()).isEqualTo(2);
    assertThat(config.numDecoderLayers()).isOne();
    assertThat(config.numHeads()).isEqualTo(2);
    assertThat(config.relativeAttentionNumBuckets()).isEqualTo(32);
    assertThat(config.relativeAttentionMaxDistance()).isEqualTo(128);
    assertThat(config.dropoutRate()).isEqualTo(0.1);
    assertThat(config.layerNormEpsilon()).isEqualTo(1e-6);
    assertThat(config.initializerFactor()).isEqualTo(1);
    assertThat(config.feedForward()).isEqualTo(FeedForward.RELU);
    assertThat(config.tieWordEmbeddings()).isTrue();
    assertThat(config.scaleDecoderOutput()).isTrue();
    assertThat(config.padTokenId()).isZero();
    assertThat(config.eosTokenIds().asList()).containsExactly(1);
    assertThat(config.decoderStartTokenId()).isZero();
  }

  @Test
  void parse_withoutDecoderLayers_takesTheEncoders() {
    assertThat(with("num_decoder_layers", "null").numDecoderLayers()).isEqualTo(2);
  }

  @Test
  void parse_otherPad_startsTheDecoderFromIt() {
    assertThat(with("pad_token_id", "3").decoderStartTokenId()).isEqualTo(3);
  }

  @Test
  void parse_eosAsAListOfOne_isTaken() {
    assertThat(with("eos_token_id", "[2]").eosTokenIds().asList()).containsExactly(2);
  }

  @Test
  void parse_severalEos_allEndASequence() {
    T5Config config = with("eos_token_id", "[2, 5, 2]");
    assertThat(config.eosTokenIds().asList()).containsExactly(2, 5);
    assertThat(config.isEos(5)).isTrue();
    assertThat(config.isEos(1)).isFalse();
  }

  @Test
  void parse_tooManyEos_isRefused() {
    String many = IntStream.range(0, 65).mapToObj(i -> "" + i % 24).collect(joining(","));
    assertThatThrownBy(() -> with("eos_token_id", "[" + many + "]"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("must be an integer or a list of 1 to 64, but is [0,1,2,");
  }

  @Test
  void parse_mt5_isGatedAndNeverScaled() {
    T5Config config = with("model_type", "\"mt5\"");

    assertThat(config.feedForward()).isEqualTo(FeedForward.GATED_GELU);
    assertThat(config.scaleDecoderOutput()).isFalse();
  }

  /** transformers 4 writes the tie flag only, 5 the tie flag as true and the scaling beside it. */
  @ParameterizedTest
  @CsvSource({
    "null,null,true", "true,null,true", "false,null,false",
    "true,false,false", "false,true,true", "null,false,false"
  })
  void scaleDecoderOutput_followsItsOwnFieldElseTheTieFlag(
      String tie, String scale, boolean expected) {
    ObjectNode json = TinyT5.config().json();
    json.set("tie_word_embeddings", Json.parseObject("{\"v\":" + tie + "}", Path.of("t")).get("v"));
    json.set(
        "scale_decoder_outputs", Json.parseObject("{\"v\":" + scale + "}", Path.of("t")).get("v"));

    assertThat(T5Config.parse(json.toString()).scaleDecoderOutput()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vocab_size|0|must be an integer from 1 to 16777216, but is 0",
        "vocab_size|-1|must be an integer from 1 to 16777216, but is -1",
        "d_model|99999999999|must be an integer from 1 to 16777216, but is 99999999999",
        "d_model|4294967297|must be an integer from 1 to 16777216, but is 4294967297",
        "d_model|1e9|must be an integer from 1 to 16777216, but is 1.0E9",
        "d_kv|\"4\"|must be an integer from 1 to 16777216, but is \"4\"",
        "d_ff|[4]|must be an integer from 1 to 16777216, but is [4]",
        "d_ff|NaN|must be an integer from 1 to 16777216, but is NaN",
        "num_layers|2147483647|must be an integer from 1 to 1024, but is 2147483647",
        "num_decoder_layers|0|must be an integer from 1 to 1024, but is 0",
        "num_heads|true|must be an integer from 1 to 4096, but is true",
        "num_heads|null|lacks 'num_heads', an integer",
        "relative_attention_num_buckets|2|must be an integer from 4 to 65536, but is 2",
        "relative_attention_max_distance|65537|must be an integer from 1 to 65536, but is 65537",
        "relative_attention_max_distance|16|must be above half of relative_attention_num_buckets, 16,",
        "dropout_rate|1|must be a number from 0.0 to below 1.0, but is 1",
        "dropout_rate|-0.1|must be a number from 0.0 to below 1.0, but is -0.1",
        "dropout_rate|NaN|must be a number from 0.0 to below 1.0, but is NaN",
        "layer_norm_epsilon|0|must be a number from 1.17",
        "layer_norm_epsilon|Infinity|to below 1.0, but is Infinity",
        "initializer_factor|-1|must be a number from 0.0 to below 3.4",
        "feed_forward_proj|\"gated-silu\"|must be 'relu' or 'gated-gelu', but is \"gated-silu\"",
        "feed_forward_proj|1|must be a string, but is 1",
        "dense_act_fn|\"gelu\"|must be 'relu' with feed_forward_proj 'relu', but is \"gelu\"",
        "is_gated_act|true|must be false with feed_forward_proj 'relu', but is true",
        "tie_word_embeddings|1|must be true or false, but is 1",
        "pad_token_id|24|must be an integer from 0 to 23, but is 24",
        "eos_token_id|[]|must be an integer or a list of 1 to 64, but is []",
        "eos_token_id|[1,24]|must be an integer from 0 to 23, but is [1,24]",
        "eos_token_id|[1,[2]]|must be an integer from 0 to 23, but is [1,[2]]",
        "pad_token_id|[1,2]|must be an integer from 0 to 23, but is [1,2]",
        "decoder_start_token_id|-1|must be an integer from 0 to 23, but is -1",
        "model_type|\"umt5\"|must be 't5' or 'mt5', the architectures this library implements, but is \"umt5\"",
      })
  void parse_badValue_namesFieldRangeAndValue(String field, String value, String message) {
    assertThatThrownBy(() -> with(field, value))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("config.json: ")
        .hasMessageContaining("'" + field + "'")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|must hold a JSON object, but holds ARRAY",
        "{|is not valid JSON: Unexpected end-of-input: expected close marker for Object, on line 1",
        "{\"a\":1,\"a\":2}|is not valid JSON: Duplicate Object property \"a\", on line 1",
        "''|must hold a JSON object, but holds MISSING",
      })
  void read_notAConfiguration_namesTheFile(String text, String message, @TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("c.json"), text);

    assertThatThrownBy(() -> T5Config.read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void read_missingFile_isRefused(@TempDir Path directory) {
    assertThatThrownBy(() -> T5Config.read(directory.resolve("config.json")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("cannot be read (java.nio.file.NoSuchFileException");
  }

  /** A Java buffer, hence a tensor, ends at 2 GiB: mT5-XXL's embedding has 3.8. */
  @Test
  void parse_tensorBeyondTwoGigabytes_isRefused() {
    String xxl = TinyT5.config().json().put("vocab_size", 250112).put("d_model", 4096).toString();
    assertThatThrownBy(() -> T5Config.parse(xxl))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "config.json: 'd_model' must be at most 2146 so that the largest float32 tensor, of"
                + " 250112 rows, stays below 2 GiB, but is 4096");
    String xl = TinyT5.config().json().put("vocab_size", 250112).put("d_model", 2048).toString();
    assertThat(T5Config.parse(xl).dModel()).isEqualTo(2048);
  }

  @Test
  void taskSpecificParams_areHandedOutAsCopies() {
    T5Config config = with("task_specific_params", "{\"summarization\":{\"num_beams\":4}}");

    config.taskSpecificParams("summarization").put("num_beams", 5);

    assertThat(config.taskSpecificParams("summarization").path("num_beams").intValue())
        .isEqualTo(4);
    assertThat(config.taskSpecificParams("translation")).isEmpty();
    assertThat(TinyT5.config().taskSpecificParams("summarization")).isEmpty();
  }

  @Test
  void jsonForSaving_keepsUnknownFieldsAndFillsInWhatReadersNeed() {
    ObjectNode saved = with("their_field", "{\"x\":[1e-06,NaN]}").jsonForSaving(true);

    assertThat(new String(Json.toBytes(saved), UTF_8))
        .isEqualTo(
            """
            {
              "model_type": "t5",
              "vocab_size": 24,
              "d_model": 6,
              "d_kv": 4,
              "d_ff": 10,
              "num_layers": 2,
              "num_decoder_layers": 1,
              "num_heads": 2,
              "their_field": {
                "x": [
                  1.0E-6,
                  NaN
                ]
              },
              "architectures": [
                "T5ForConditionalGeneration"
              ],
              "torch_dtype": "float32"
            }
            """);
  }

  @Test
  void jsonForSaving_ofABfloat16Model_saysFloat32() {
    assertThat(with("dtype", "\"bfloat16\"").jsonForSaving(true).path("dtype").stringValue())
        .isEqualTo("float32");
    ObjectNode older = with("torch_dtype", "\"bfloat16\"").jsonForSaving(true);
    assertThat(older.path("torch_dtype").stringValue()).isEqualTo("float32");
    assertThat(older.has("dtype")).isFalse();
  }

  @Test
  void jsonForSaving_untiedWithTheFlagOfTransformers5_saysSoWithoutChangingTheScaling() {
    T5Config config = with("scale_decoder_outputs", "false");

    ObjectNode saved = config.jsonForSaving(false);

    assertThat(saved.path("tie_word_embeddings").booleanValue()).isFalse();
    assertThat(T5Config.parse(saved.toString()).scaleDecoderOutput()).isFalse();
    assertThat(T5Config.parse(TinyT5.config().jsonForSaving(false).toString()).scaleDecoderOutput())
        .isTrue();
  }

  private static T5Config with(String field, String value) {
    ObjectNode json = TinyT5.config().json();
    json.remove(field);
    String text = json.toString();
    return T5Config.parse(
        text.substring(0, text.length() - 1) + ",\"" + field + "\":" + value + "}");
  }
}
