package io.summarizer.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.SavedCheckpoint;
import io.summarizer.TrainingPause;
import io.summarizer.report.SampleRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private long seconds = 1000;

  private final TimeLeft timeLeft = new TimeLeft(() -> seconds * 1_000_000_000);

  private void steps(long from, long to) {
    for (long step = from; step <= to; step++) {
      seconds += 2;
      timeLeft.onStep(SampleRun.step(step));
    }
  }

  private void evaluate(long step) {
    timeLeft.onEvaluating(step);
    seconds += 30;
    timeLeft.onEvaluation(SampleRun.evaluation(step, 1, 0.5, false));
  }

  private void save(long step) {
    timeLeft.onSaving(step);
    seconds += 7;
    timeLeft.onSave(new SavedCheckpoint(Path.of("checkpoint"), step, false));
  }

  private long left() {
    return timeLeft.estimate().map(Duration::toSeconds).orElse(-1L);
  }

  @Test
  void nothing_is_known_before_the_first_step() {
    assertThat(left()).isEqualTo(-1);
    timeLeft.onStart(SampleRun.plan());
    assertThat(left()).isEqualTo(-1);
  }

  @Test
  void steps_evaluations_and_checkpoints_to_come_count_by_the_mean_of_those_before() {
    timeLeft.onStart(SampleRun.plan()); // 20 steps, 2 evaluations
    steps(1, 4);
    assertThat(left()).isEqualTo(16 * 2);
    steps(5, 10);
    evaluate(10);
    assertThat(left()).isEqualTo(10 * 2 + 30);
    save(10);
    assertThat(left()).isEqualTo(10 * 2 + 30 + 7);
    steps(11, 15);
    assertThat(left()).isEqualTo(5 * 2 + 30 + 7);
    steps(16, 20);
    evaluate(20);
    save(20);
    assertThat(left()).isZero();
  }

  @Test
  void pauses_do_not_slow_the_steps_down() {
    timeLeft.onStart(SampleRun.plan());
    steps(1, 5);
    seconds += 1000;
    timeLeft.onGoOn(new TrainingPause(5, TrainingPause.Cause.ASKED), 1000);
    steps(6, 10);
    assertThat(left()).isEqualTo(10 * 2);
  }

  @Test
  void a_run_that_goes_on_has_only_its_own_steps_to_judge_by() {
    timeLeft.onStart(SampleRun.plan(10, Map.of()));
    steps(11, 12);
    assertThat(left()).isEqualTo(8 * 2);
    save(12);
    assertThat(left()).isEqualTo(8 * 2 + 4 * 7); // one every two steps
  }

  @Test
  void steps_that_were_taken_back_are_to_be_made_again() {
    timeLeft.onStart(SampleRun.plan());
    steps(1, 15);
    timeLeft.onRollBack(SampleRun.rollBack(16, 10));
    assertThat(left()).isEqualTo(10 * 2);
  }
}
