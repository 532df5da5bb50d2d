package io.summarizer.train;

import static io.summarizer.train.SameRun.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.Cadence;
import io.summarizer.CheckpointException;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.model.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kill between any two changes of the output directory leaves there. */
class CrashWindowTest {
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
    return TinyRun.of(model, output).steps(6).saveEvery(Cadence.steps(2));
  }

  /** Changes a directory that holds checkpoints 2 and 4 of a run of 6 steps. */
  private interface Crash {
    void leave(Path output) throws IOException;
  }

  static Stream<Arguments> crashes() {
    return Stream.of(
        crash("while a checkpoint is written", 4, CrashWindowTest::leaveUnfinished),
        crash(
            "before a checkpoint that was saved again is in its place",
            4,
            output -> {
              leaveUnfinished(output);
              Files.move(output.resolve("checkpoint-4"), output.resolve(".checkpoint-4.old"));
            }),
        crash(
            "before the one that it replaced is deleted",
            4,
            output ->
                TinyRun.copy(output.resolve("checkpoint-4"), output.resolve(".checkpoint-4.old"))),
        crash(
            "while an old checkpoint is deleted",
            4,
            output -> {
              Files.move(output.resolve("checkpoint-2"), output.resolve(".deleted-2"));
              Files.delete(output.resolve(".deleted-2/model.safetensors"));
            }),
        crash(
            "while the first checkpoint is written",
            0,
            output -> {
              Files.move(output.resolve("checkpoint-2"), output.resolve(".deleted-2"));
              Files.move(output.resolve("checkpoint-4"), output.resolve(".deleted-4"));
              leaveUnfinished(output);
            }),
        crash(
            "while the model is published",
            4,
            output -> {
              Path checkpoint = output.resolve("checkpoint-4");
              Files.copy(checkpoint.resolve("config.json"), output.resolve("config.json"));
              Files.createLink(
                  output.resolve(".published-model.safetensors"),
                  checkpoint.resolve("model.safetensors"));
            }));
  }

  private static Arguments crash(String name, long goesOnAfter, Crash crash) {
    return Arguments.of(name, goesOnAfter, crash);
  }

  private static void leaveUnfinished(Path output) throws IOException {
    Path unfinished = output.resolve(".checkpoint-6.tmp-0123456789abcdef");
    Files.createDirectory(unfinished);
    Files.writeString(unfinished.resolve("model.safetensors"), "half of it");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("crashes")
  void a_run_that_is_killed(String name, long goesOnAfter, Crash crash) throws IOException {
    Path output = folder.resolve("out");
    assertThatThrownBy(() -> run(output).listener(Recorder.failingAt("step 5")).run())
        .hasMessage("failed at step 5");
    assertThat(TinyRun.checkpoints(output)).containsExactly("checkpoint-2", "checkpoint-4");
    crash.leave(output);

    FineTuningResult result = run(output).resume(true).run();
    assertThat(result.plan().stepsDone()).isEqualTo(goesOnAfter);
    assertSame(result, straight);
    assertThat(TinyRun.names(output)).noneMatch(file -> file.matches("\\.(?!lock).*"));
  }

  @Test
  void the_model_of_an_older_run_is_not_mixed_with_the_new_one() throws IOException {
    Path output = folder.resolve("out");
    run(output).run();
    // The new model's tokenizer cannot be put in the place of a directory that is not empty.
    Path obstacle = output.resolve("tokenizer.json");
    Files.delete(obstacle);
    Files.createDirectories(obstacle.resolve("in the way"));
    FineTuning.Builder next = run(output).seed(1).overwriteOutput(true);
    assertThatThrownBy(next::run)
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            output
                + ": the model cannot be put there; it is complete in "
                + output.resolve("checkpoint-6"));
    assertThatThrownBy(() -> Checkpoint.open(output)).isInstanceOf(CheckpointException.class);

    Files.delete(obstacle.resolve("in the way"));
    Files.delete(obstacle);
    FineTuningResult result = run(output).seed(1).resume(true).run();
    assertThat(result.plan().stepsDone()).isEqualTo(6);
    Checkpoint.open(output).close();
  }

  @Test
  void a_checkpoint_that_cannot_be_written_ends_the_run_and_leaves_the_one_before()
      throws IOException {
    Path output = folder.resolve("out");
    Recorder obstacle =
        Recorder.at(
            "step 3",
            () -> {
              try {
                Files.writeString(output.resolve("checkpoint-4"), "in the way");
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThatThrownBy(() -> run(output).listener(obstacle).run())
        .isInstanceOf(CheckpointException.class)
        .hasMessage(output.resolve("checkpoint-4") + ": is to be a directory, but a file is there");
    Files.delete(output.resolve("checkpoint-4"));
    FineTuningResult result = run(output).resume(true).run();
    assertThat(result.plan().stepsDone()).isEqualTo(2);
    assertSame(result, straight);
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where nobody can write there, not even root
  void an_output_directory_that_cannot_be_made_is_told() {
    Path output = Path.of("/proc/summarizer/out");
    assertThatThrownBy(() -> run(output).run())
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(output + ": cannot be created");
  }
}
