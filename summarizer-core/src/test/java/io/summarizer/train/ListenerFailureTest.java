package io.summarizer.train;

import static io.summarizer.train.SameRun.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.Cadence;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.TrainingControl;
import io.summarizer.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners that throw: the run ends, but nothing is lost or left open. */
class ListenerFailureTest {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir static Path models;
  @TempDir Path folder;
  private static Path model;
  private static FineTuningResult straight;

  @BeforeAll
  static void runOnce() {
    model = TinyRun.model(models);
    straight = run(models.resolve("straight")).run();
  }

  private static FineTuning.Builder run(Path output) {
    return TinyRun.of(model, output)
        .validation(Dataset.of(TinyRun.examples(3)))
        .evaluateEvery(Cadence.steps(3))
        .logEvery(Cadence.steps(2))
        .saveEvery(Cadence.steps(2))
        .steps(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokenization",
        "start 0",
        "step 3",
        "log 4",
        "evaluating 3",
        "evaluation 3 best",
        "epoch 5",
        "save 4",
        "pause 3",
        "go-on 3",
        "end COMPLETED"
      })
  void an_exception_at_an_event(String event) throws IOException {
    Path output = folder.resolve("out");
    TrainingControl control = new TrainingControl();
    Recorder pauses =
        new Recorder(
            happened -> {
              if (happened.equals("step 3")) {
                control.pause();
              } else if (happened.equals("pause 3")) {
                control.goOn();
              }
            });
    FineTuning.Builder run = run(output).control(control).listener(pauses);
    assertThatThrownBy(() -> run.listener(Recorder.failingAt(event)).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("failed at " + event);

    assertThat(openFiles()).as("files left open").noneMatch(file -> file.startsWith(folder));
    assertThat(Files.isDirectory(output)).isTrue();
    FineTuningResult result = run(output).resume(true).run();
    assertSame(result, straight);
    MetricsLines.assertEachStepOnce(output.resolve("metrics.jsonl"), 6);
  }

  /** What the process has open, where the system tells. */
  private static List<Path> openFiles() throws IOException {
    if (!Files.isDirectory(OPEN_FILES)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files.filter(Files::exists).map(ListenerFailureTest::target).toList();
    }
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return link; // closed meanwhile
    }
  }
}
