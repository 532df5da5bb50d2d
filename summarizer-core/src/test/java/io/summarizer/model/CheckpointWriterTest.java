package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointWriterTest {
  @TempDir Path directory;

  @Test
  void derivedFrom_unchangedPythonCheckpoint_isTheSameFiles() {
    Path source = TinyT5.resource("t5-f32");
    Path target = directory.resolve("model");
    save(source, target);

    for (String name : List.of("model.safetensors", "generation_config.json")) {
      assertThat(target.resolve(name)).hasSameBinaryContentAs(source.resolve(name));
    }
    assertThat(Json.readObject(target.resolve("config.json")))
        .isEqualTo(Json.readObject(source.resolve("config.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5-f16-sharded", "t5-bf16-untied-sharded"})
  void derivedFrom_shardedHalfPrecision_becomesOneFloat32File(String name) {
    Path target = directory.resolve("model");
    save(TinyT5.resource(name), target);

    try (Checkpoint written = Checkpoint.open(target);
        Checkpoint source = Checkpoint.open(TinyT5.resource(name))) {
      assertThat(written.tied()).isEqualTo(source.tied());
      assertThat(written.parameters()).isEqualTo(source.parameters());
      assertThat(written.config().scaleDecoderOutput())
          .isEqualTo(source.config().scaleDecoderOutput());
      assertThat(written.config().tieWordEmbeddings()).isEqualTo(source.tied());
      assertThat(written.config().json().path("dtype").stringValue()).isEqualTo("float32");
      for (ParameterSpec spec : written.parameters()) {
        assertThat(TinyT5.read(written, spec)).isEqualTo(TinyT5.values(spec));
      }
    }
    assertThat(target.resolve("model.safetensors.index.json")).doesNotExist();
  }

  @Test
  void write_inPlaceOfItsOwnSource_keepsEverything() throws IOException {
    Path model = TinyT5.copy(TinyT5.resource("t5-f32"), directory.resolve("model"));
    Files.writeString(model.resolve("tokenizer.json"), "{\"t\":1}");
    Files.writeString(model.resolve("spiece.model"), "pieces");

    try (Checkpoint checkpoint = Checkpoint.open(model)) {
      CheckpointWriter.derivedFrom(checkpoint)
          .replacing(true)
          .write(model, spec -> FloatBuffer.wrap(TinyT5.read(checkpoint, spec)));
    }
    assertThat(names(model))
        .containsExactlyInAnyOrder(
            "config.json",
            "generation_config.json",
            "model.safetensors",
            "spiece.model",
            "tokenizer.json");
    assertThat(model.resolve("tokenizer.json")).hasContent("{\"t\":1}");
  }

  /** transformers 4 obeys the flag and would look for a head. */
  @Test
  void write_tiedAgainstItsFlag_storesTheEmbeddingAsHeadToo() {
    T5Config config =
        T5Config.parse(TinyT5.config().json().put("tie_word_embeddings", false).toString());
    Path target = directory.resolve("model");

    CheckpointWriter.of(config, true).write(target, TinyT5::buffer);

    try (SafeTensorsFile file = SafeTensorsFile.open(target.resolve("model.safetensors"))) {
      assertThat(file.bytes("lm_head.weight")).isEqualTo(file.bytes("shared.weight"));
    }
    try (Checkpoint checkpoint = Checkpoint.open(target)) {
      assertThat(checkpoint.tied()).isTrue();
    }
  }

  @Test
  void write_withoutGenerationConfig_writesTheTokenIds() {
    Path target = directory.resolve("model");
    CheckpointWriter.of(TinyT5.config(), true).write(target, TinyT5::buffer);

    assertThat(target.resolve("generation_config.json"))
        .hasContent(
            """
            {
              "decoder_start_token_id": 0,
              "eos_token_id": 1,
              "pad_token_id": 0
            }
            """);
  }

  @Test
  void withFile_replacesTheCopiedOne() {
    Path target = directory.resolve("model");
    try (Checkpoint source = Checkpoint.open(TinyT5.resource("t5-f32"))) {
      CheckpointWriter.derivedFrom(source)
          .withFile("generation_config.json", "{}".getBytes(UTF_8))
          .withFile("notes.txt", "x".getBytes(UTF_8))
          .write(target, TinyT5::buffer);
    }
    assertThat(target.resolve("generation_config.json")).hasContent("{}");
    assertThat(target.resolve("notes.txt")).hasContent("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "config.json", "model.safetensors", "../x", "a/b", "/x", ".", "..", ".x"})
  void withFile_badName_isRefused(String name) {
    assertThatThrownBy(() -> CheckpointWriter.of(TinyT5.config(), true).withFile(name, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "file name '"
                + name
                + "': a plain file name other than config.json and model.safetensors is expected");
  }

  @Test
  void write_valuesThatFail_leavesTheOldModelWhole() {
    Path target = directory.resolve("model");
    save(TinyT5.resource("t5-f32"), target);

    assertThatThrownBy(
            () ->
                CheckpointWriter.of(TinyT5.config(), true)
                    .replacing(true)
                    .write(
                        target,
                        spec -> {
                          if (spec.name().equals("shared.weight")) {
                            throw new IllegalStateException("device lost");
                          }
                          return TinyT5.buffer(spec);
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names(directory)).containsExactly("model");
    assertThat(target.resolve("model.safetensors"))
        .hasSameBinaryContentAs(TinyT5.resource("t5-f32/model.safetensors"));
  }

  @Test
  void write_existingDirectory_isRefusedUnlessReplacing() {
    Path target = directory.resolve("model");
    CheckpointWriter writer = CheckpointWriter.of(TinyT5.config(), true);
    writer.write(target, TinyT5::buffer);

    assertThatThrownBy(() -> writer.write(target, TinyT5::buffer))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("exists and is not empty");
    writer.replacing(true).write(target, TinyT5::buffer);
  }

  @Test
  void initialize_writesACompleteCheckpointThatDependsOnTheSeedAlone() throws IOException {
    Path config = Files.writeString(directory.resolve("c.json"), TinyT5.CONFIG);
    Path tokenizer = Files.writeString(directory.resolve("tok.json"), "{}");

    for (String name : List.of("a", "b")) {
      Checkpoint.initialize(config, tokenizer, 5, directory.resolve(name));
    }
    Checkpoint.initialize(config, tokenizer, 6, directory.resolve("other"));

    assertThat(names(directory.resolve("a")))
        .containsExactlyInAnyOrder(
            "config.json", "generation_config.json", "model.safetensors", "tokenizer.json");
    Path weights = directory.resolve("a/model.safetensors");
    assertThat(weights).hasSameBinaryContentAs(directory.resolve("b/model.safetensors"));
    assertThat(Files.mismatch(weights, directory.resolve("other/model.safetensors")))
        .isNotEqualTo(-1);
    try (Checkpoint checkpoint = Checkpoint.open(directory.resolve("a"))) {
      assertThat(checkpoint.tied()).isTrue();
    }
  }

  @Test
  void initialize_untiedConfig_givesAHeadOfItsOwn() throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("c.json"),
            TinyT5.config().json().put("tie_word_embeddings", false).toString());
    Path tokenizers = Files.createDirectory(directory.resolve("tokenizer"));
    Files.writeString(tokenizers.resolve("tokenizer.json"), "{}");
    Files.writeString(tokenizers.resolve("tokenizer_config.json"), "{}");
    Files.writeString(tokenizers.resolve("config.json"), "not ours");

    Checkpoint.initialize(config, tokenizers, 5, directory.resolve("a"));

    try (Checkpoint checkpoint = Checkpoint.open(directory.resolve("a"))) {
      assertThat(checkpoint.tied()).isFalse();
      assertThat(checkpoint.config().scaleDecoderOutput()).isFalse();
      assertThat(checkpoint.file("tokenizer_config.json")).isPresent();
    }
  }

  @Test
  void initialize_withoutTokenizer_isRefused() throws IOException {
    Path config = Files.writeString(directory.resolve("c.json"), TinyT5.CONFIG);
    assertThatThrownBy(() -> Checkpoint.initialize(config, directory, 5, directory.resolve("a")))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(directory + ": is neither a tokenizer.json nor a directory that holds one");
  }

  private static void save(Path source, Path target) {
    try (Checkpoint checkpoint = Checkpoint.open(source)) {
      CheckpointWriter.derivedFrom(checkpoint)
          .write(target, spec -> FloatBuffer.wrap(TinyT5.read(checkpoint, spec)));
    }
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
