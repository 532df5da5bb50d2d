package io.summarizer.listener;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.summarizer.EpochResult;
import io.summarizer.EvaluationPoint;
import io.summarizer.RollBack;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPause;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import java.util.function.LongSupplier;

/**
 * Where the time of a run goes: into steps, evaluations and checkpoints. Pauses are none of them. A
 * listener, to be asked on the thread that trains.
 */
public final class TrainingClock implements TrainingListener {
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final Part steps = new Part();
  private final Part evaluations = new Part();
  private final Part saves = new Part();
  private long last;

  /** What one kind of work has taken. */
  private static final class Part {
    private long count;
    private long nanos;

    private void add(long more) {
      count++;
      nanos += more;
    }

    private double seconds() {
      return nanos / NANOS;
    }

    private double mean() {
      return count == 0 ? 0 : seconds() / count;
    }
  }

  /** A clock for one run. */
  public TrainingClock() {
    this(System::nanoTime);
  }

  /**
   * A clock that takes the time from {@code nanoTime}, which counts as {@link System#nanoTime}
   * does.
   */
  public TrainingClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Seconds of all steps together, with the making of their batches. */
  public double stepSeconds() {
    return steps.seconds();
  }

  /** The mean of a step in seconds; 0 before the first. */
  public double secondsPerStep() {
    return steps.mean();
  }

  /** The mean of an evaluation in seconds; 0 before the first. */
  public double secondsPerEvaluation() {
    return evaluations.mean();
  }

  /** The mean of a checkpoint in seconds; 0 before the first. */
  public double secondsPerSave() {
    return saves.mean();
  }

  @Override
  public void onStart(TrainingPlan plan) {
    lap();
  }

  @Override
  public void onStep(TrainingStep step) {
    steps.add(lap());
  }

  @Override
  public void onLog(TrainingLog log) {
    lap();
  }

  @Override
  public void onEvaluating(long step) {
    lap();
  }

  @Override
  public void onEvaluation(EvaluationPoint point) {
    evaluations.add(lap());
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    lap();
  }

  @Override
  public void onSaving(long step) {
    lap();
  }

  @Override
  public void onSave(SavedCheckpoint checkpoint) {
    saves.add(lap());
  }

  @Override
  public void onGoOn(TrainingPause pause, double seconds) {
    lap();
  }

  @Override
  public void onRollBack(RollBack rollBack) {
    lap();
  }

  /** The nanoseconds since this was last called. */
  @CanIgnoreReturnValue
  private long lap() {
    long now = nanoTime.getAsLong();
    long nanos = now - last;
    last = now;
    return nanos;
  }
}
