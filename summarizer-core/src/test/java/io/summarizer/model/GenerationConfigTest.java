package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Generation options in Hugging Face's files. */
class GenerationConfigTest {
  private static final String T5_TASK =
      """
      {"summarization": {"early_stopping": true, "length_penalty": 2.0, "max_length": 200,
        "min_length": 30, "no_repeat_ngram_size": 3, "num_beams": 4, "prefix": "summarize: "}}
      """;

  @TempDir Path directory;

  private Path model(String task, String generation) throws IOException {
    Path model = TinyT5.copy(TinyT5.resource("t5-f32"), directory.resolve("model"));
    ObjectNode config = Json.readObject(model.resolve("config.json"));
    config.set("task_specific_params", Json.parseObject(task, model));
    Files.write(model.resolve("config.json"), Json.toBytes(config));
    Files.writeString(model.resolve("generation_config.json"), generation, UTF_8);
    return model;
  }

  private static GenerationOptions read(Path model) {
    try (Checkpoint checkpoint = Checkpoint.open(model)) {
      return GenerationConfig.of(checkpoint);
    }
  }

  @Test
  void original_t5_has_the_options_of_its_task_and_lengths_without_the_start_token()
      throws IOException {
    assertThat(read(model(T5_TASK, "{\"eos_token_id\": 1, \"num_beams\": null}")))
        .isEqualTo(
            GenerationOptions.builder()
                .beams(4)
                .lengthPenalty(2)
                .earlyStopping(EarlyStopping.WHEN_ENOUGH)
                .maxNewTokens(199)
                .minNewTokens(29)
                .noRepeatNgram(3)
                .build());
  }

  @Test
  void generation_config_overrules_the_task_and_its_lengths_are_brought_together()
      throws IOException {
    GenerationOptions options =
        read(model(T5_TASK, "{\"num_beams\": 2, \"max_new_tokens\": 20, \"max_length\": 99}"));
    assertThat(options.beams()).isEqualTo(2);
    assertThat(options.maxNewTokens()).isEqualTo(20);
    assertThat(options.minNewTokens()).isEqualTo(20);
    assertThat(options.noRepeatNgram()).isEqualTo(3);
  }

  @Test
  void a_model_that_says_nothing_has_the_defaults_and_no_limit_of_20() throws IOException {
    assertThat(read(model("{}", "{}"))).isEqualTo(GenerationOptions.defaults());
  }

  @Test
  void a_model_without_the_file_has_the_options_of_its_config_under_those_of_its_task()
      throws IOException {
    Path model = model("{\"summarization\": {\"num_beams\": 2}}", "{}");
    Files.delete(model.resolve("generation_config.json"));
    ObjectNode config = Json.readObject(model.resolve("config.json"));
    config.put("num_beams", 4).put("max_length", 84).put("no_repeat_ngram_size", 2);
    Files.write(model.resolve("config.json"), Json.toBytes(config));

    assertThat(read(model))
        .isEqualTo(GenerationOptions.builder().beams(2).maxNewTokens(83).noRepeatNgram(2).build());
  }

  @Test
  void the_special_tokens_of_the_file_overrule_those_of_the_config() throws IOException {
    Path model = model("{}", "{\"eos_token_id\": [5], \"decoder_start_token_id\": 7}");
    try (Checkpoint checkpoint = Checkpoint.open(model)) {
      T5Config network = GenerationConfig.network(checkpoint);
      assertThat(network.eosTokenIds().asList()).containsExactly(5);
      assertThat(network.decoderStartTokenId()).isEqualTo(7);
      assertThat(network.padTokenId()).isEqualTo(checkpoint.config().padTokenId());
    }
  }

  @Test
  void a_token_outside_the_vocabulary_is_refused() throws IOException {
    Path model = model("{}", "{\"eos_token_id\": [1, 99]}");
    try (Checkpoint checkpoint = Checkpoint.open(model)) {
      assertThatThrownBy(() -> GenerationConfig.network(checkpoint))
          .isInstanceOf(CheckpointException.class)
          .hasMessage(
              model.resolve("generation_config.json")
                  + ": 'eos_token_id' must be an integer from 0 to "
                  + (checkpoint.config().vocabSize() - 1)
                  + ", but is [1,99]");
    }
  }

  @Test
  void several_end_tokens_are_taken_and_written_back() throws IOException {
    Path model = model("{}", "{\"eos_token_id\": [1, 2]}");
    try (Checkpoint checkpoint = Checkpoint.open(model)) {
      T5Config network = GenerationConfig.network(checkpoint);
      assertThat(network.eosTokenIds().asList()).containsExactly(1, 2);
      assertThat(CheckpointWriter.defaultGenerationConfig(network).get("eos_token_id").toString())
          .isEqualTo("[1,2]");
    }
  }

  static Stream<GenerationOptions> options() {
    return Stream.of(
        GenerationOptions.defaults(),
        GenerationOptions.builder()
            .beams(5)
            .returnedSummaries(2)
            .lengthPenalty(0.7)
            .earlyStopping(EarlyStopping.NEVER)
            .minNewTokens(3)
            .maxNewTokens(33)
            .noRepeatNgram(2)
            .repetitionPenalty(1.1)
            .forbiddenTokens(List.of(List.of(4), List.of(5, 6)))
            .forcedFirstToken(7)
            .build(),
        GenerationOptions.builder()
            .earlyStopping(EarlyStopping.WHEN_ENOUGH)
            .doSample(true)
            .temperature(0.8)
            .topK(0)
            .topP(0.9)
            .minP(0.05)
            .build());
  }

  @ParameterizedTest
  @MethodSource("options")
  void options_written_with_a_model_are_read_back_whatever_its_task_says(GenerationOptions options)
      throws IOException {
    Path source = model(T5_TASK, "{\"max_length\": 50, \"min_length\": 9, \"kept\": [1]}");
    Path written = directory.resolve("written");
    try (Checkpoint checkpoint = Checkpoint.open(source)) {
      GenerationConfig.addTo(CheckpointWriter.derivedFrom(checkpoint), checkpoint, options)
          .write(written, TinyT5::buffer);
    }
    assertThat(read(written)).isEqualTo(options);
    ObjectNode json = Json.readObject(written.resolve("generation_config.json"));
    assertThat(json.has("kept")).isTrue();
    assertThat(json.has("max_length")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'num_beams': 0}|'num_beams' must be an integer from 1 to 2147483647, but is 0",
        "{'early_stopping': 3}|'early_stopping' must be true, false or \"never\", but is 3",
        "{'do_sample': 'yes'}|'do_sample' must be true or false, but is \"yes\"",
        "{'bad_words_ids': [['a']]}|'bad_words_ids' must be a list of lists of token ids, but is [[\"a\"]]",
        "{'no_repeat_ngram_size': 129}|cannot generate with noRepeatNgram:"
            + " expected 0 to 128, got 129",
        "{'do_sample': true, 'num_beams': 4}|cannot generate with doSample:"
            + " expected false with beams, of which there are 4, got true",
        "{'top_p': 2}|cannot generate with topP: expected a number above 0 to" + " 1, got 2.0",
      },
      quoteCharacter = '`')
  void wrong_options_of_a_model_are_named_with_their_file(String json, String message)
      throws IOException {
    Path model = model("{}", json.replace('\'', '"'));
    assertThatThrownBy(() -> read(model))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(model.resolve("generation_config.json") + ": " + message);
  }
}
