package io.summarizer.listener;

import io.summarizer.EpochResult;
import io.summarizer.EvaluationPoint;
import io.summarizer.RollBack;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPause;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a run still takes, by what its steps, evaluations and checkpoints have taken on average:
 * a listener, to be asked on the thread that trains.
 *
 * <p>The steps and evaluations to come are those of the plan; checkpoints are expected to come as
 * often as they have come up to now. What has not been done yet counts nothing, so that before the
 * first evaluation the estimate is too low. Pauses, and an end before the last step, are not
 * foreseen.
 */
public final class TimeLeft implements TrainingListener {
  private final TrainingClock clock;
  private @Nullable TrainingPlan plan;
  private long step;
  private long evaluations;
  private long saves;
  private long lastSave;

  /** The time of one run. */
  public TimeLeft() {
    this(System::nanoTime);
  }

  /**
   * As above, with the time taken from {@code nanoTime}, which counts as {@link System#nanoTime}
   * does.
   */
  public TimeLeft(LongSupplier nanoTime) {
    this.clock = new TrainingClock(nanoTime);
  }

  /** The time left at this moment; empty before the first step. */
  public Optional<Duration> estimate() {
    if (plan == null || clock.secondsPerStep() == 0) {
      return Optional.empty();
    }
    double seconds =
        clock.secondsPerStep() * (plan.totalSteps() - step)
            + clock.secondsPerEvaluation() * Math.max(0, plan.evaluations() - evaluations)
            + clock.secondsPerSave() * savesLeft(plan);
    return Optional.of(Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9)));
  }

  /** The end of a run is saved, wherever it comes. */
  private double savesLeft(TrainingPlan run) {
    if (saves == 0 || lastSave <= run.stepsDone()) {
      return 0;
    }
    double between = (double) (lastSave - run.stepsDone()) / saves;
    return Math.ceil((run.totalSteps() - lastSave) / between);
  }

  @Override
  public void onStart(TrainingPlan plan) {
    this.plan = plan;
    step = plan.stepsDone();
    clock.onStart(plan);
  }

  @Override
  public void onStep(TrainingStep step) {
    this.step = step.step();
    clock.onStep(step);
  }

  @Override
  public void onLog(TrainingLog log) {
    clock.onLog(log);
  }

  @Override
  public void onEvaluating(long step) {
    clock.onEvaluating(step);
  }

  @Override
  public void onEvaluation(EvaluationPoint point) {
    evaluations++;
    clock.onEvaluation(point);
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    clock.onEpoch(epoch);
  }

  @Override
  public void onSaving(long step) {
    clock.onSaving(step);
  }

  @Override
  public void onSave(SavedCheckpoint checkpoint) {
    saves++;
    lastSave = checkpoint.step();
    clock.onSave(checkpoint);
  }

  @Override
  public void onGoOn(TrainingPause pause, double seconds) {
    clock.onGoOn(pause, seconds);
  }

  @Override
  public void onRollBack(RollBack rollBack) {
    step = rollBack.step();
    clock.onRollBack(rollBack);
  }
}
