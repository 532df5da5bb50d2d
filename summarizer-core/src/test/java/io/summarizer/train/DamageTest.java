package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.Cadence;
import io.summarizer.CheckpointException;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.data.Dataset;
import io.summarizer.report.RunJson;
import io.summarizer.train.OutputDirectory.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Checkpoints whose files are not what was written. */
class DamageTest {
  @TempDir static Path made;
  @TempDir Path folder;
  private Path output;
  private Path newest;

  @BeforeAll
  static void makeCheckpoints() {
    Path model = TinyRun.model(made);
    run(model, made.resolve("run")).run();
  }

  private static FineTuning.Builder run(Path model, Path output) {
    return TinyRun.of(model, output)
        .validation(Dataset.of(TinyRun.examples(3)))
        .evaluateEvery(Cadence.steps(1))
        .saveEvery(Cadence.steps(1))
        .steps(2);
  }

  @BeforeEach
  void copyCheckpoints() throws IOException {
    output = Files.createDirectory(folder.resolve("out"));
    TinyRun.copy(made.resolve("run/checkpoint-1"), output.resolve("checkpoint-1"));
    newest = TinyRun.copy(made.resolve("run/checkpoint-2"), output.resolve("checkpoint-2"));
  }

  /** A way to damage a file. */
  private interface Damage {
    byte[] to(byte[] content);
  }

  static Stream<Arguments> damages() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    List<Arguments> all = new ArrayList<>();
    for (String file : TinyRun.names(made.resolve("run/checkpoint-2")).toList()) {
      all.add(damage(file, "emptied", content -> new byte[0]));
      all.add(damage(file, "cut in half", c -> Arrays.copyOf(c, c.length / 2)));
      all.add(damage(file, "cut by one byte", c -> Arrays.copyOf(c, c.length - 1)));
      all.add(damage(file, "longer by one byte", c -> Arrays.copyOf(c, c.length + 1)));
      for (int time = 0; time < 3; time++) {
        long bit = random.nextLong(Long.MAX_VALUE);
        all.add(damage(file, "with bit " + bit + " flipped", content -> flipped(content, bit)));
      }
      all.add(
          damage(
              file,
              "replaced by garbage",
              content -> {
                new SplittableRandom(content.length).nextBytes(content);
                return content;
              }));
    }
    return all.stream();
  }

  private static Arguments damage(String file, String name, Damage damage) {
    return Arguments.of(file, name, damage);
  }

  private static byte[] flipped(byte[] content, long bit) {
    int place = (int) (bit / 8 % content.length);
    content[place] = (byte) (content[place] ^ 1 << bit % 8);
    return content;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("damages")
  void a_checkpoint_with_a_damaged_file_is_passed_over(String file, String name, Damage damage)
      throws IOException {
    Path path = newest.resolve(file);
    Files.write(path, damage.to(Files.readAllBytes(path)));
    if (file.equals("manifest.json") && isSameManifest(path)) {
      return; // a bit of its white space, or of a name that is not looked at
    }
    assertPassedOver();
  }

  private static boolean isSameManifest(Path path) {
    try {
      return RunJson.MAPPER
          .readTree(path)
          .equals(RunJson.MAPPER.readTree(made.resolve("run/checkpoint-2/manifest.json")));
    } catch (tools.jackson.core.JacksonException e) {
      return false;
    }
  }

  static List<String> files() throws IOException {
    return TinyRun.names(made.resolve("run/checkpoint-2")).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_checkpoint_without_a_file_is_passed_over(String file) throws IOException {
    Files.delete(newest.resolve(file));
    assertPassedOver();
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_checkpoint_with_a_directory_for_a_file_is_passed_over(String file) throws IOException {
    Files.delete(newest.resolve(file));
    Files.createDirectory(newest.resolve(file));
    assertPassedOver();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "sub/file"})
  void a_manifest_that_leads_out_of_its_directory_is_refused(String name) throws IOException {
    Path manifest = newest.resolve("manifest.json");
    Files.writeString(folder.resolve("secret"), "secret");
    ObjectNode json = (ObjectNode) RunJson.MAPPER.readTree(manifest);
    ((ObjectNode) json.path("files")).putObject(name).put("bytes", 6).put("sha256", "00");
    Files.write(manifest, RunJson.MAPPER.writeValueAsBytes(json));
    assertThatThrownBy(() -> Manifest.verify(newest, List.of()))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(manifest + ": names a file outside of its directory: " + name);
  }

  @Test
  void a_manifest_or_a_state_that_is_too_large_is_refused() throws IOException {
    Path manifest = newest.resolve("manifest.json");
    Files.writeString(manifest, " ".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> Manifest.verify(newest, List.of()))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(manifest + ": is too large; a file of this kind has at most 1048576 bytes");
    Path state = newest.resolve("training_state.json");
    Files.writeString(state, "[".repeat(2000) + " ".repeat(16 << 20));
    Files.delete(manifest);
    Manifest.write(newest);
    assertThatThrownBy(() -> TrainingCheckpoint.state(newest, 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(state + ": is too large; a file of this kind has at most 16777216 bytes");
  }

  private void assertPassedOver() throws IOException {
    try (OutputDirectory directory = OutputDirectory.open(output, Content.RUN)) {
      Optional<TrainingState> state = directory.newestState();
      assertThat(state.map(found -> found.step)).hasValue(1L);
    }
    assertThat(TinyRun.checkpoints(output)).containsExactly("checkpoint-1", "checkpoint-2.damaged");
  }

  static List<String> hostileManifests() {
    String huge = "{\"bytes\": 1e999, \"sha256\": \"00\"}";
    String negative = "{\"bytes\": -1, \"sha256\": \"00\"}";
    return List.of(
        "null",
        "[]",
        "1",
        "{}",
        "{\"files\": null}",
        "{\"files\": []}",
        "{\"files\": {}}",
        "{\"files\": {\"config.json\": null}}",
        everyFile("null"),
        everyFile("{}"),
        everyFile("{\"bytes\": null, \"sha256\": null}"),
        everyFile("{\"bytes\": [1], \"sha256\": {}}"),
        everyFile(huge),
        everyFile(negative),
        "{\"files\": {\"\\u0000\": " + negative + "}}",
        "{\"files\": {\"../../config.json\": " + negative + "}}",
        "[".repeat(100_000),
        "{\"files\": " + "{\"a\":".repeat(2_000));
  }

  private static String everyFile(String entry) {
    return "{\"files\": {\"config.json\": %1$s, \"model.safetensors\": %1$s, \"\\u0000\": %1$s,"
            .formatted(entry)
        + "\"optimizer.safetensors\": %1$s, \"training_state.json\": %1$s}}".formatted(entry);
  }

  @ParameterizedTest
  @MethodSource("hostileManifests")
  void a_manifest_that_nobody_wrote_is_passed_over(String manifest) throws IOException {
    Files.writeString(newest.resolve("manifest.json"), manifest);
    assertPassedOver();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"step\": -2}",
        "{\"step\": 3}",
        "{\"step\": \"two\"}",
        "{\"step\": 1e300}",
        "{\"step\": 99999999999999999999}",
        "{\"step\": null}",
        "{\"data_fingerprint\": null}",
        "{\"data_fingerprint\": {}}",
        "{\"settings\": null}",
        "{\"settings\": {\"seed\": null}}",
        "{\"settings\": [1]}",
        "{\"epoch\": null}",
        "{\"epoch\": 7}",
        "{\"log\": {\"loss\": 1, \"labels\": -1, \"examples\": 1, \"tokens\": 1,"
            + " \"padded_tokens\": 1, \"nanos\": 1, \"skipped\": 0}}",
        "{\"epoch_closed_at\": -1}",
        "{\"epoch_closed_at\": 3}",
        "{\"history\": null}",
        "{\"history\": [null]}",
        "{\"history\": \"\"}",
        "{\"evaluations\": null}",
        "{\"evaluations\": [{\"epoch\": 1, \"step\": 1, \"evaluation\": null, \"best\": true}]}",
        "{\"evaluations\": [{\"epoch\": 1, \"step\": 1, \"best\": true, \"evaluation\":"
            + " {\"examples\": 1, \"loss\": 1, \"seconds\": 1, \"generated\":"
            + " {\"rouge\": {\"ROUGE_99\": {}}, \"length\": 1, \"cut\": 0, \"samples\": []}}}]}",
        "{\"without_improvement\": -1}",
        "{\"left_out\": null}",
        "{\"left_out\": [null]}",
        "{\"left_out\": [\"x\"]}",
        "{\"left_out\": [-1]}",
        "{\"roll_backs\": -1}",
        "{\"last_gradient_norm\": \"much\"}",
      })
  void a_state_that_no_run_has_is_passed_over_be_its_manifest_right(String change)
      throws IOException {
    Path path = newest.resolve("training_state.json");
    ObjectNode state = (ObjectNode) RunJson.MAPPER.readTree(path);
    state.setAll((ObjectNode) RunJson.MAPPER.readTree(change));
    forge(state.toString());
    assertPassedOver();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "2", "{\"step\": 2", "{\"step\": 2} {}"})
  void a_state_that_is_none_is_passed_over_be_its_manifest_right(String state) throws IOException {
    forge(state);
    assertPassedOver();
  }

  private void forge(String state) throws IOException {
    Files.writeString(newest.resolve("training_state.json"), state);
    Files.delete(newest.resolve("manifest.json"));
    Manifest.write(newest);
  }

  @Test
  void what_damaged_weights_would_have_given_is_made_again_from_the_checkpoint_before()
      throws IOException {
    Path weights = newest.resolve("model.safetensors");
    Files.write(weights, flipped(Files.readAllBytes(weights), 12345));
    FineTuningResult result = run(made.resolve("model"), output).resume(true).run();
    assertThat(result.plan().stepsDone()).isEqualTo(1);
    assertThat(result.model().resolve("model.safetensors"))
        .hasSameBinaryContentAs(made.resolve("run/model.safetensors"));
  }

  @Test
  void weights_that_a_forged_manifest_vouches_for_are_refused_where_they_do_not_fit()
      throws IOException {
    for (String file : List.of("model.safetensors", "optimizer.safetensors")) {
      Path other = newest.resolve(file.startsWith("m") ? "optimizer.safetensors" : "config.json");
      byte[] before = Files.readAllBytes(newest.resolve(file));
      Files.write(newest.resolve(file), Files.readAllBytes(other));
      Files.delete(newest.resolve("manifest.json"));
      Manifest.write(newest);
      assertThatThrownBy(() -> run(made.resolve("model"), output).resume(true).run())
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith(newest.toString());
      Files.write(newest.resolve(file), before);
    }
  }

  @Test
  void the_name_of_a_checkpoint_says_its_step_and_is_a_directory() throws IOException {
    Files.writeString(output.resolve("checkpoint-9"), "a file");
    Files.createDirectory(output.resolve("checkpoint-007"));
    try (OutputDirectory directory = OutputDirectory.open(output, Content.RUN)) {
      assertThat(directory.checkpoints()).containsExactly(2L, 1L);
    }
  }
}
