package io.summarizer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.TrainingStep;
import io.summarizer.error.SummarizerException;
import io.summarizer.report.RunJson;
import io.summarizer.report.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of metrics of runs that end anyhow and are gone on with. */
class MetricsLogTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("reports/metrics.jsonl");
  }

  private void log(long stepsDone, long... steps) {
    try (MetricsLog log = new MetricsLog(file)) {
      log.onStart(SampleRun.plan(stepsDone, Map.of()));
      for (long step : steps) {
        log.onStep(new TrainingStep(step, 0.5, 2.5, 1, 1e-3, 8, 80, false));
      }
    }
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file).stream()
        .map(RunJson.MAPPER::readTree)
        .map(line -> line.get("event").asString() + line.path("step").asString(""))
        .toList();
  }

  @Test
  void a_run_that_begins_replaces_the_file_of_another() throws IOException {
    log(0, 1, 2);
    log(0, 1);
    assertThat(lines()).containsExactly("start", "step1");
  }

  @Test
  void a_run_that_goes_on_keeps_the_steps_before_its_checkpoint() throws IOException {
    log(0, 1, 2, 3, 4);
    log(2, 3, 4, 5);
    log(4, 5, 6);
    assertThat(lines())
        .containsExactly(
            "start", "step1", "step2", "start", "step3", "step4", "start", "step5", "step6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"event\":\"step\",\"step\":2",
        "{\"event\":\"roll_back\",\"step\":1,\"cause\":\"\u00e4",
        "2",
        "null",
        "\"",
        "\u0000\u0000\u0000",
        "",
      })
  void a_last_line_that_is_not_whole_goes(String part) throws IOException {
    log(0, 1);
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    // Without its last byte where that is within a character.
    int length = part.endsWith("\u00e4") ? bytes.length - 1 : bytes.length;
    Files.write(file, java.util.Arrays.copyOf(bytes, length), StandardOpenOption.APPEND);
    log(1, 2);
    assertThat(lines()).containsExactly("start", "step1", "start", "step2");
  }

  @Test
  void a_last_line_that_lacks_nothing_but_its_end_stays() throws IOException {
    log(0, 1, 2);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 1));
    log(2, 3);
    assertThat(lines()).containsExactly("start", "step1", "step2", "start", "step3");
  }

  @Test
  void numbers_that_are_not_finite_are_null() throws IOException {
    try (MetricsLog log = new MetricsLog(file)) {
      log.onStart(SampleRun.plan(0, Map.of()));
      log.onStep(
          new TrainingStep(1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e-3, 8, 80, false));
    }
    assertThat(Files.readString(file)).contains("\"loss\":null,\"gradient_norm\":null");
  }

  @Test
  void a_file_that_cannot_be_written_is_told() throws IOException {
    Files.createDirectories(file);
    assertThatThrownBy(() -> log(0))
        .isInstanceOf(SummarizerException.class)
        .hasMessageStartingWith(file + ": the metrics cannot be written there (");
  }
}
