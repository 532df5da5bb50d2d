package io.summarizer.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "t5-f32, true, true, RELU",
    "t5-f16-sharded, true, true, RELU",
    "t5-bf16-untied-sharded, false, false, GATED_GELU",
  })
  void open_checkpointOfPython_readsEveryParameterExactly(
      String name, boolean tied, boolean scaled, FeedForward feedForward) {
    try (Checkpoint checkpoint = Checkpoint.open(TinyT5.resource(name))) {
      assertThat(checkpoint.tied()).isEqualTo(tied);
      assertThat(checkpoint.config().scaleDecoderOutput()).isEqualTo(scaled);
      assertThat(checkpoint.config().feedForward()).isEqualTo(feedForward);
      assertThat(checkpoint.ignoredTensors()).isEmpty();
      assertThat(checkpoint.parameters()).hasSizeGreaterThan(30);
      for (ParameterSpec spec : checkpoint.parameters()) {
        assertThat(TinyT5.read(checkpoint, spec)).as(spec.name()).isEqualTo(TinyT5.values(spec));
      }
    }
  }

  @Test
  void read_bySeveralThreadsUntilItIsClosedUnderThem_isExactOrRefused() throws Exception {
    Checkpoint checkpoint = Checkpoint.open(TinyT5.resource("t5-f16-sharded"));
    CountDownLatch begun = new CountDownLatch(4);
    List<CompletableFuture<Throwable>> readers =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> readToTheEnd(checkpoint, begun)))
            .toList();
    begun.await();
    checkpoint.close();
    checkpoint.close();
    for (CompletableFuture<Throwable> reader : readers) {
      assertThat(reader.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith(".safetensors is closed; open it again");
    }
  }

  private static Throwable readToTheEnd(Checkpoint checkpoint, CountDownLatch begun) {
    try {
      while (true) {
        for (ParameterSpec spec : checkpoint.parameters()) {
          assertThat(TinyT5.read(checkpoint, spec)).isEqualTo(TinyT5.values(spec));
        }
        begun.countDown();
      }
    } catch (IllegalStateException | AssertionError e) {
      return e;
    }
  }

  @Test
  void open_embeddingUnderItsOtherNames_isFound() throws IOException {
    List<ParameterSpec> tensors = tensorsWithout("shared.weight");
    tensors.add(ParameterSpec.of("decoder.embed_tokens.weight", 24, 6));
    tensors.add(ParameterSpec.of("encoder.embed_tokens.weight", 24, 6));
    write(tensors);

    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      ParameterSpec embedding = checkpoint.parameters().get(0);
      assertThat(embedding).isEqualTo(ParameterSpec.of("shared.weight", 24, 6));
      assertThat(TinyT5.read(checkpoint, embedding)).startsWith((27 - 63) / 16f);
      assertThat(checkpoint.ignoredTensors()).isEmpty();
      assertThat(checkpoint.tied()).isTrue();
    }
  }

  @Test
  void open_twoDifferentEmbeddings_isRefused() throws IOException {
    List<ParameterSpec> tensors = tensorsWithout("");
    tensors.add(ParameterSpec.of("encoder.embed_tokens.weight", 24, 6));
    write(tensors); // the longer name gives other values

    assertRefused(
        "tensors 'shared.weight' and 'encoder.embed_tokens.weight' differ; T5 has one embedding");
  }

  @Test
  void tied_headThatEqualsTheEmbedding_isTied() throws IOException {
    List<ParameterSpec> tensors = tensorsWithout("");
    ParameterSpec embedding = tensors.get(0);
    tensors.add(ParameterSpec.of("lm_head.weight", 24, 6));
    Files.writeString(directory.resolve("config.json"), TinyT5.CONFIG);
    SafeTensorsWriter.write(
        directory.resolve("model.safetensors"),
        tensors,
        spec -> TinyT5.buffer(spec.name().equals("lm_head.weight") ? embedding : spec));

    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      assertThat(checkpoint.tied()).isTrue();
      assertThat(checkpoint.parameters()).doesNotContain(ParameterSpec.of("lm_head.weight", 24, 6));
      assertThat(checkpoint.ignoredTensors()).isEmpty();
    }
  }

  @Test
  void tied_headThatDiffers_isUntiedWhateverTheFlagSays() throws IOException {
    List<ParameterSpec> tensors = tensorsWithout("");
    tensors.add(ParameterSpec.of("lm_head.weight", 24, 6));
    write(tensors);

    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      assertThat(checkpoint.config().tieWordEmbeddings()).isTrue();
      assertThat(checkpoint.tied()).isFalse();
      assertThat(checkpoint.parameters()).contains(ParameterSpec.of("lm_head.weight", 24, 6));
    }
  }

  @Test
  void ignoredTensors_listsWhatTheNetworkDoesNotHave() throws IOException {
    List<ParameterSpec> tensors = tensorsWithout("");
    String unused = "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight";
    tensors.add(ParameterSpec.of(unused, 32, 2)); // the published t5-small has it
    write(tensors);

    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      assertThat(checkpoint.ignoredTensors()).containsExactly(unused);
      assertThatThrownBy(() -> checkpoint.readFloats(unused, FloatBuffer.allocate(64)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("'" + unused + "' is not a parameter of this model; it has [");
    }
  }

  @Test
  void open_missingTensors_listsThem() throws IOException {
    List<ParameterSpec> tensors = tensorsWithout("encoder.final_layer_norm.weight");
    tensors.removeIf(spec -> spec.name().equals("decoder.final_layer_norm.weight"));
    write(tensors);

    assertRefused(
        "lacks 2 of the 34 tensors config.json asks for: "
            + "[encoder.final_layer_norm.weight, decoder.final_layer_norm.weight]");
  }

  @Test
  void open_noEmbedding_isRefused() throws IOException {
    write(tensorsWithout("shared.weight"));

    assertRefused("holds no embedding; expected one of the tensors [shared.weight, encoder.");
  }

  @Test
  void open_wrongShape_saysBothShapes() throws IOException {
    List<ParameterSpec> tensors = tensorsWithout("encoder.final_layer_norm.weight");
    tensors.add(ParameterSpec.of("encoder.final_layer_norm.weight", 1, 6));
    write(tensors);

    assertRefused(
        "tensor 'encoder.final_layer_norm.weight' has shape [1, 6], but config.json asks for [6]");
  }

  @Test
  void open_integerWeights_areRefused() throws IOException {
    write(tensorsWithout(""));
    Path file = directory.resolve("model.safetensors");
    String latin1 = Files.readString(file, ISO_8859_1);
    Files.writeString(file, latin1.replaceFirst("\"F32\"", "\"I32\""), ISO_8859_1);

    assertRefused(".weight' is I32; weights must be one of [F16, BF16, F32]");
  }

  @Test
  void open_directoryThatIsNone_isRefused() throws IOException {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> Checkpoint.open(missing))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(missing + ": does not exist; expected the directory of a model");
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> Checkpoint.open(file))
        .hasMessage(file + ": is not a directory; expected the directory of a model");
  }

  @Test
  void open_withoutConfig_isRefused() {
    assertRefused("holds no config.json; a Hugging Face model directory is expected");
  }

  @Test
  void open_withoutWeights_isRefused() throws IOException {
    Files.writeString(directory.resolve("config.json"), TinyT5.CONFIG);

    assertRefused("holds no weights: neither model.safetensors nor model.safetensors.index.json");
  }

  @Test
  void open_pickleOnly_saysHowToConvert() throws IOException {
    Files.writeString(directory.resolve("config.json"), TinyT5.CONFIG);
    Files.writeString(directory.resolve("pytorch_model.bin"), "");

    assertRefused("convert it once in Python: T5ForConditionalGeneration.from_pretrained(d)");
  }

  @Test
  void open_missingShard_isRefused() throws IOException {
    TinyT5.copy(TinyT5.resource("t5-f16-sharded"), directory);
    Files.delete(directory.resolve("model-00002-of-00002.safetensors"));

    assertThatThrownBy(() -> Checkpoint.open(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            directory.resolve("model.safetensors.index.json")
                + ": names the file model-00002-of-00002.safetensors, which is missing; "
                + "the download may be incomplete");
  }

  @Test
  void open_tensorInTheWrongShard_isRefused() throws IOException {
    TinyT5.copy(TinyT5.resource("t5-f16-sharded"), directory);
    Path index = directory.resolve("model.safetensors.index.json");
    Files.writeString(index, Files.readString(index).replace("00002-of", "00001-of"));

    assertThatThrownBy(() -> Checkpoint.open(directory))
        .hasMessageContaining("in model-00001-of-00002.safetensors, which does not hold it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"../model.safetensors\"",
        "\"/etc/model.safetensors\"",
        "\"a\\\\b.safetensors\"",
        "\"..\"",
        "\"\"",
        "\"config.json\"",
        "\"a\\u0000.safetensors\"",
        "7",
        "null"
      })
  void open_indexThatPointsElsewhere_isRefused(String shard) throws IOException {
    Files.writeString(directory.resolve("config.json"), TinyT5.CONFIG);
    Files.writeString(
        directory.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"shared.weight\": " + shard + "}}");

    assertRefused("index.json: places tensor 'shared.weight' in ");
    assertRefused("; a plain file name that ends in .safetensors is expected");
  }

  @Test
  void open_indexWithoutMap_isRefused() throws IOException {
    Files.writeString(directory.resolve("config.json"), TinyT5.CONFIG);
    Files.writeString(directory.resolve("model.safetensors.index.json"), "{\"weight_map\": []}");

    assertRefused("lacks 'weight_map', an object of tensor to file name");
  }

  @Test
  void file_findsWhatIsThere() {
    try (Checkpoint checkpoint = Checkpoint.open(TinyT5.resource("t5-f32"))) {
      assertThat(checkpoint.file("generation_config.json"))
          .contains(checkpoint.directory().resolve("generation_config.json"));
      assertThat(checkpoint.file("tokenizer.json")).isEmpty();
    }
  }

  @Test
  void open_afterAnInterruptedSave_restoresTheOldDirectory() throws IOException {
    Path model = directory.resolve("model");
    TinyT5.copy(TinyT5.resource("t5-f32"), directory.resolve(".model.old"));

    try (Checkpoint checkpoint = Checkpoint.open(model)) {
      assertThat(checkpoint.parameters()).isNotEmpty();
    }
    assertThat(directory.resolve(".model.old")).doesNotExist();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> Checkpoint.open(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(directory.toString())
        .hasMessageContaining(message);
  }

  private static List<ParameterSpec> tensorsWithout(String name) {
    List<ParameterSpec> tensors = new ArrayList<>(T5Parameters.of(TinyT5.config(), true));
    tensors.removeIf(spec -> spec.name().equals(name));
    return tensors;
  }

  private void write(List<ParameterSpec> tensors) throws IOException {
    Files.writeString(directory.resolve("config.json"), TinyT5.CONFIG);
    SafeTensorsWriter.write(directory.resolve("model.safetensors"), tensors, TinyT5::buffer);
  }
}
