package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.Evaluation;
import io.summarizer.TrainingEnd;
import io.summarizer.report.EventFileContents.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardLogTest {
  private static final Evaluation.Sample SAMPLE =
      new Evaluation.Sample("An article.", "Its summary.", "A summary.");

  @TempDir Path folder;

  private List<List<Event>> files() throws IOException {
    List<List<Event>> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.sorted().toList()) {
        files.add(EventFileContents.read(path));
      }
    }
    return files;
  }

  private static List<String> curve(List<Event> events, String tag) {
    return events.stream()
        .filter(event -> event.tag.equals(tag))
        .map(event -> event.step + " " + event.scalar)
        .toList();
  }

  @Test
  void logs_evaluations_samples_and_settings_are_in_the_files() throws IOException {
    try (TensorBoardLog log =
        new TensorBoardLog(folder, () -> FakeGpu.reading(3L << 29, 80, 65, 250))) {
      SampleRun.tell(log, SAMPLE);
      log.onEnd(SampleRun.end(TrainingEnd.COMPLETED, Optional.empty()));
    }
    List<List<Event>> files = files();
    assertThat(files).hasSize(2); // the second from the return to a checkpoint on
    assertThat(files.get(1).get(1).sessionStatus).isEqualTo(1);
    assertThat(files.get(1).get(1).step).isEqualTo(11);

    List<Event> first = files.get(0);
    assertThat(curve(first, "train/loss")).containsExactly("5 8.0", "10 4.0");
    assertThat(curve(first, "train/learning_rate")).containsExactly("5 3.0E-4", "10 3.0E-4");
    assertThat(curve(first, "train/gradient_norm")).containsExactly("5 1.5", "10 1.5");
    assertThat(curve(first, "train/loss_scale")).containsExactly("5 1.0", "10 1.0");
    assertThat(curve(first, "train/samples_per_second")).containsExactly("5 8.0", "10 8.0");
    assertThat(curve(first, "train/tokens_per_second")).containsExactly("5 800.0", "10 800.0");
    assertThat(curve(first, "gpu/utilization_percent")).containsExactly("5 80.0", "10 80.0");
    assertThat(curve(first, "gpu/memory_gib")).containsExactly("5 1.5", "10 1.5");
    assertThat(curve(first, "gpu/temperature_celsius")).containsExactly("5 65.0", "10 65.0");
    assertThat(curve(first, "gpu/power_watts")).containsExactly("5 250.0", "10 250.0");
    assertThat(curve(first, "eval/loss")).containsExactly("10 2.25");
    assertThat(curve(first, "eval/rouge1")).containsExactly("10 0.4");
    assertThat(curve(first, "eval/rougeLsum")).containsExactly("10 0.4");
    assertThat(curve(first, "eval/generated_length")).containsExactly("10 12.5");
    assertThat(first)
        .filteredOn(event -> event.plugin.equals("text"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.tag).isEqualTo("eval/samples");
              assertThat(event.texts).contains("reference", "An article.", "A summary.");
            });
    assertThat(first)
        .filteredOn(event -> event.tag.equals("_hparams_/session_start_info"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.pluginContent.toStringUtf8()).contains("learningRate");
              assertThat(event.pluginContent.toStringUtf8()).doesNotContain("my-model");
            });
    assertThat(curve(files.get(1), "train/loss")).hasSize(2);
    assertThat(files.get(1)).extracting(event -> event.tag).contains("_hparams_/session_end_info");
  }

  @Test
  void a_run_that_goes_on_hides_the_steps_after_its_checkpoint_and_one_that_was_stopped_may()
      throws IOException {
    try (TensorBoardLog log = new TensorBoardLog(folder, () -> GpuReading.EMPTY)) {
      log.onStart(SampleRun.plan(10, Map.of()));
      log.onEnd(SampleRun.end(TrainingEnd.STOPPED, Optional.empty()));
    }
    List<Event> events = files().get(0);
    assertThat(events.get(1).step).isEqualTo(11);
    assertThat(events)
        .extracting(event -> event.tag)
        .doesNotContain("_hparams_/session_end_info", "gpu/power_watts");
  }

  @Test
  void an_interrupt_of_the_thread_that_trains_does_not_close_the_file() throws IOException {
    try (TensorBoardLog log = new TensorBoardLog(folder, () -> GpuReading.EMPTY)) {
      Thread.currentThread().interrupt();
      log.onStart(SampleRun.plan());
      log.onLog(SampleRun.log(5, 2));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(curve(files().get(0), "train/loss")).containsExactly("5 2.0");
  }

  @Test
  void a_log_before_the_start_is_refused() {
    assertThatThrownBy(
            () -> new TensorBoardLog(folder, () -> GpuReading.EMPTY).onLog(SampleRun.log(1, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(folder + ": the run has not started");
  }
}
