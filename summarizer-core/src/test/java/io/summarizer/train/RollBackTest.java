package io.summarizer.train;

import static io.summarizer.train.SameRun.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.Cadence;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.NonFiniteLossException;
import io.summarizer.TrainingInterruptedException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with an example whose loss is NaN, once in each epoch. */
class RollBackTest {
  @TempDir static Path models;
  @TempDir Path folder;
  private static Path model;

  @BeforeAll
  static void makeModel() {
    model = PoisonedModel.of(TinyRun.model(models), models);
  }

  /** Five steps to an epoch; example 17 is in the third of them. */
  private FineTuning.Builder run(String output) {
    return TinyRun.of(model, folder.resolve(output))
        .train(PoisonedModel.data(40, 17))
        .shuffle(false)
        .dropout(0)
        .saveEvery(Cadence.steps(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void a_step_that_is_not_finite_is_left_out_and_the_run_goes_on(int stepsPerCall)
      throws IOException {
    Recorder recorder = new Recorder();
    FineTuningResult result =
        run("out").epochs(2).rollBacks(2).stepsPerCall(stepsPerCall).listener(recorder).run();
    assertThat(result.step()).isEqualTo(10);
    assertThat(recorder.events)
        .containsSubsequence("save 2", "roll-back 2 from 3", "step 4", "save 4", "step 7")
        .containsSubsequence("roll-back 6 from 8", "step 7", "step 9", "step 10");
    assertThat(recorder.steps("step")).doesNotContain(3L, 8L);
    assertThat(result.history()).extracting(epoch -> epoch.trainLoss()).doesNotContain(Double.NaN);
    assertThat(MetricsLines.steps(folder.resolve("out/metrics.jsonl"), "step"))
        .containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 9L, 10L);
    assertThat(MetricsLines.of(folder.resolve("out/metrics.jsonl"), "roll_back"))
        .extracting(line -> line.get("failed_step").asLong())
        .containsExactly(3L, 8L);
  }

  @Test
  void without_roll_backs_the_run_ends_at_the_step() {
    assertThatThrownBy(() -> run("out").run())
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageStartingWith("step 3: expected a finite loss and gradient, got loss NaN");
  }

  @Test
  void beyond_the_limit_the_run_ends() {
    Recorder recorder = new Recorder();
    assertThatThrownBy(() -> run("out").rollBacks(2).listener(recorder).run())
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageStartingWith("step 13: ");
    assertThat(recorder.steps("roll-back")).containsExactly(2L, 6L);
  }

  @Test
  void before_the_first_checkpoint_the_run_begins_again() throws IOException {
    Recorder recorder = new Recorder();
    FineTuning.Builder run = run("out").saveEvery(Cadence.steps(4)).rollBacks(1).steps(5);
    FineTuningResult result = run.listener(recorder).run();
    assertThat(recorder.events)
        .containsSubsequence("step 2", "roll-back 0 from 3", "step 1", "step 2", "step 4");
    assertThat(recorder.steps("evaluation")).isEmpty();

    // The same parameters as without a break, though the optimizer had begun.
    FineTuningResult other = run("other").saveEvery(Cadence.steps(1)).rollBacks(1).steps(5).run();
    assertSame(result, other);
  }

  @Test
  void an_interrupt_after_a_return_to_the_beginning_leaves_a_checkpoint() {
    Recorder interrupts =
        Recorder.at("roll-back 0 from 3", () -> Thread.currentThread().interrupt());
    FineTuning.Builder run = run("out").saveEvery(Cadence.steps(4)).rollBacks(1).steps(5);
    assertThatThrownBy(() -> run.listener(interrupts).run())
        .isInstanceOf(TrainingInterruptedException.class)
        .hasMessageContaining("after step 0");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.resolve("out/checkpoint-0/model.safetensors")).exists();

    Recorder recorder = new Recorder();
    run.resume(true).listener(recorder).run();
    assertThat(recorder.steps("step")).as("3 stays left out").containsExactly(1L, 2L, 4L, 5L);
  }

  @Test
  void a_killed_run_keeps_what_it_has_left_out_and_counts_on() throws IOException {
    FineTuningResult straight = run("straight").epochs(2).rollBacks(2).run();
    for (String kill : new String[] {"roll-back 2 from 3", "step 5", "step 7", "step 9"}) {
      FineTuning.Builder run = run(kill).epochs(2).rollBacks(2);
      assertThatThrownBy(() -> run.listener(Recorder.failingAt(kill)).run())
          .hasMessage("failed at " + kill);
      assertSame(run.resume(true).run(), straight);
    }
  }

  @Test
  void an_epoch_of_which_nothing_is_left_has_no_loss() {
    FineTuningResult result =
        run("out").batchSize(40).epochs(2).rollBacks(2).saveEvery(Cadence.epochs()).run();
    assertThat(result.history()).hasSize(2).allMatch(epoch -> Double.isNaN(epoch.trainLoss()));
  }
}
