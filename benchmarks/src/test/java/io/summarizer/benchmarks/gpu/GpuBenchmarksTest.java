package io.summarizer.benchmarks.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.benchmarks.T5Shape;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GpuBenchmarksTest {
  private static final String GOLDENS = "../summarizer-core/src/test/resources/goldens";

  @TempDir private Path folder;
  private Path results;

  @BeforeEach
  void emptyResults() {
    results = folder.resolve("results.jsonl");
  }

  private List<JsonNode> run(int exitCode, String part, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of(part, "--device", "cpu", "--results", results.toString()));
    all.addAll(List.of(arguments));
    assertThat(GpuBenchmarks.run(all.toArray(String[]::new))).isEqualTo(exitCode);
    return new Results(results).lines();
  }

  private static List<String> texts(List<JsonNode> lines, String field) {
    return lines.stream().map(line -> line.path(field).asString("")).toList();
  }

  @Test
  void goldens_are_met() {
    List<JsonNode> lines = run(0, "goldens", "--goldens", GOLDENS, "--every", "32");
    assertThat(texts(lines, "what"))
        .containsExactly(
            "gradients", "five steps", "gradients", "five steps", "generated ids", "generated ids");
    assertThat(lines).allMatch(line -> line.get("ok").asBoolean());
    assertThat(lines.get(0).get("worst_tensor_error").asDouble()).isBetween(1e-9, 1e-4);
    assertThat(lines.get(4).get("equal").asInt()).isEqualTo(12);
  }

  @Test
  void golden_that_is_missed_fails_and_the_others_are_still_measured() throws IOException {
    for (String variant : List.of("t5-v1.0", "t5-v1.1", "generation-v1.0", "generation-v1.1")) {
      Files.createDirectory(folder.resolve(variant));
      try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(GOLDENS, variant))) {
        for (Path file : files) {
          Files.copy(file, folder.resolve(variant).resolve(file.getFileName()));
        }
      }
    }
    Path wrong = folder.resolve("t5-v1.0");
    for (String file : List.of("gradients.safetensors", "trained.safetensors")) {
      Files.copy(
          wrong.resolve("model.safetensors"),
          wrong.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    List<JsonNode> lines = run(1, "goldens", "--goldens", folder.toString(), "--every", "64");
    assertThat(lines.stream().map(line -> line.get("ok").asBoolean()))
        .containsExactly(false, false, true, true, true, true);
    assertThat(lines.get(0).get("worst_tensor_error").asDouble()).isGreaterThan(0.1);
  }

  @Test
  void placement_lists_the_nodes_of_each_graph() {
    List<JsonNode> lines = run(0, "placement");
    assertThat(texts(lines, "graph"))
        .containsExactly(
            "training, fp32",
            "training, fp32, loops",
            "training, bf16",
            "training, bf16, loops",
            "training, fp16",
            "training, fp16, loops",
            "generation, fp32, beams 1",
            "generation, fp32, beams 4",
            "generation, bf16, beams 1",
            "generation, bf16, beams 4",
            "generation, fp16, beams 1",
            "generation, fp16, beams 4");
    for (JsonNode line : lines) {
      assertThat(line.get("shapes").path("Shape").asInt()).isGreaterThan(0);
      assertThat(line.get("others").path("Softmax").asInt()).isGreaterThan(0);
    }
  }

  @Test
  void state_is_timed_and_traced_by_steps_per_call() {
    List<JsonNode> lines =
        run(
            0,
            "state",
            "--model=tiny",
            "--dtype=fp32",
            "--batch=2",
            "--source=8",
            "--target=4",
            "--steps-per-call=1,3",
            "--traced-steps-per-call=2",
            "--measure-seconds=0.05");
    assertThat(texts(lines, "what")).containsExactly("time", "time", "opened", "copies");
    assertThat(texts(lines, "steps_per_call")).containsExactly("1", "3", "", "2");
    assertThat(lines.get(0).get("seconds_per_step").asDouble()).isPositive();
    assertThat(lines.get(3).get("copies_per_call").asInt()).isZero();
    assertThat(lines.get(3).get("execution_seconds").asDouble()).isPositive();
  }

  @Test
  void training_is_measured_beside_the_peer() throws IOException {
    Path peer = folder.resolve("hf_train.py");
    Files.writeString(
        peer,
        """
        echo Loading
        echo "{\\"model\\": \\"tiny\\", \\"dtype\\": \\"fp32\\", \\"batch\\": 2, \\"source\\": 8,\
         \\"target\\": 4, \\"samples_per_second\\": 0.5, \\"asked\\": \\"$*\\"}"
        """);
    List<JsonNode> lines =
        run(
            0,
            "training",
            "--model=tiny",
            "--cases=fp32:2",
            "--source=8",
            "--target=4",
            "--steps-per-call=2",
            "--measure-seconds=0.05",
            "--peers=" + folder,
            "--python=sh");
    assertThat(texts(lines, "by")).containsExactly("summarizer", "huggingface");
    assertThat(lines.get(0).get("samples_per_second").asDouble()).isPositive();
    assertThat(lines.get(1).get("asked").asString())
        .isEqualTo(
            "--model t5-small --batch 2 --source 8 --target 4 --dtype fp32 --warmup 3 --steps 15"
                + " --device cpu");
  }

  @Test
  void batch_that_does_not_fit_is_tried_by_halves() {
    List<JsonNode> lines =
        run(
            1,
            "training",
            "--model=tiny",
            "--cases=fp32:1048576",
            "--source=1024",
            "--target=4",
            "--steps-per-call=1",
            "--seconds=1e9");
    assertThat(texts(lines, "micro_batch")).containsExactly("1048576", "524288", "262144");
    assertThat(texts(lines, "error"))
        .allSatisfy(error -> assertThat(error).contains("batchSize: dropout of this model"));
  }

  @Test
  void measurement_after_the_time_is_not_begun() {
    List<JsonNode> lines = run(0, "training", "--model=tiny", "--seconds=0");
    assertThat(texts(lines, "error")).containsExactly("not begun: no time left");
  }

  @Test
  void profile_sums_up_the_last_step() {
    JsonNode line =
        run(0, "profile", "--model=tiny", "--dtype=fp32", "--batch=2", "--source=8", "--target=4")
            .get(0);
    double sum = 0;
    int nodes = 0;
    for (JsonNode operator : line.get("operators")) {
      sum += operator.get("seconds").asDouble();
      nodes += operator.get("nodes").asInt();
    }
    assertThat(nodes).isEqualTo(line.get("nodes").asInt()).isGreaterThan(500);
    assertThat(sum).isCloseTo(line.get("nodes_seconds").asDouble(), within(1e-9));
    assertThat(sum).isLessThan(line.get("execution_seconds").asDouble());
    assertThat(line.get("dearest")).hasSize(10);
  }

  @Test
  void generation_is_measured_by_beams_and_precisions() {
    List<JsonNode> lines =
        run(
            0,
            "generation",
            "--model=tiny",
            "--articles=2",
            "--source=8",
            "--new=4",
            "--measure-seconds=0.05");
    assertThat(texts(lines, "beams")).containsExactly("1", "1", "4", "4");
    assertThat(texts(lines, "dtype")).containsExactly("fp16", "fp32", "fp16", "fp32");
    assertThat(lines).allMatch(line -> line.get("summaries_per_second").asDouble() > 0);
  }

  @Test
  void curves_within_the_tolerance_pass_and_others_fail() throws IOException {
    Path reference = metrics("reference", 4, 2.0, 1.0);
    List<JsonNode> lines =
        run(
            0,
            "learns",
            "--reference=" + reference,
            "--run=" + metrics("near", 4, 2.02, 1.01),
            "--window=2");
    assertThat(lines.get(0).get("curve")).hasSize(2);
    assertThat(lines.get(0).get("worst_difference").asDouble()).isCloseTo(0.01, within(1e-9));
    assertThat(failure(reference, metrics("far", 4, 2.1, 1.0))).isTrue();
    assertThat(failure(reference, metrics("worse", 4, 2.0, 1.1))).isTrue();
    assertThat(failure(reference, metrics("short", 2, 2.0, 1.0))).isTrue();
  }

  private boolean failure(Path reference, Path other) {
    List<JsonNode> lines =
        run(1, "learns", "--reference=" + reference, "--run=" + other, "--window=2");
    return !lines.get(lines.size() - 1).get("ok").asBoolean();
  }

  private Path metrics(String name, int steps, double loss, double validation) throws IOException {
    StringBuilder lines = new StringBuilder("{\"event\": \"start\"}\n");
    for (int step = 1; step <= steps; step++) {
      lines.append("{\"event\": \"step\", \"step\": %d, \"loss\": %s}\n".formatted(step, loss));
    }
    lines.append(
        "{\"event\": \"evaluation\", \"evaluation\": {\"loss\": %s}}\n".formatted(validation));
    return Files.writeString(folder.resolve(name), lines);
  }

  @Test
  void program_is_noted_with_what_it_printed() {
    List<JsonNode> lines =
        run(0, "command", "--part=works", "--what=echo", "--", "echo", "[{\"a\": 1}]");
    assertThat(lines.get(0).get("json").get(0).get("a").asInt()).isEqualTo(1);
    lines = run(1, "command", "--part=works", "--what=fail", "--", "sh", "-c", "echo no; exit 3");
    assertThat(lines.get(1).get("exit").asInt()).isEqualTo(3);
    assertThat(lines.get(1).get("tail").asString()).isEqualTo("no");
    lines = run(1, "command", "--part=works", "--what=slow", "--limit=0.1", "--", "sleep", "60");
    assertThat(lines.get(2).get("exit").asInt()).isEqualTo(-1);
  }

  /** A network of one layer and width 1 by hand: 6 for each weight and token, 12 for each pair. */
  @Test
  void operations_of_a_step_follow_the_formula() {
    TrainingCase training =
        new TrainingCase(T5Shape.TINY, Precisions.FP32, 3, 3, 8, 4, 0, false, 1, false);
    double width = 8; // of the network, and of its two heads of 4
    double attention = 4 * width * width;
    double feedForward = 2 * width * 16;
    double source = attention + feedForward + 2 * width * width;
    double target = attention + 2 * width * width + feedForward + width * 100;
    double pairs = 8 * 8 + 4 * (4 + 8);
    assertThat(training.operations())
        .isEqualTo(3 * (6 * (8 * source + 4 * target) + 12 * width * pairs));
  }
}
