package io.summarizer.train;

import io.summarizer.TrainingControl;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPause;
import io.summarizer.lifecycle.Interrupts;
import io.summarizer.report.ThermalGuard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a run make its next steps, or makes it wait: because it was asked to, or for the heat. */
final class TrainingGate {
  private final TrainingControl control;
  private final ThermalGuard guard;
  private final List<TrainingListener> listeners;

  /** The pause that was asked for and has not ended, and when it began. */
  private @Nullable TrainingPause pause;

  private long pausedAt;

  TrainingGate(TrainingControl control, ThermalGuard guard, List<TrainingListener> listeners) {
    this.control = control;
    this.guard = guard;
    this.listeners = listeners;
  }

  /**
   * Waits as long as the run has to.
   *
   * @return whether to make a step; if not, something else has been asked for
   * @throws InterruptedException if the thread is interrupted
   */
  boolean await(long step) throws InterruptedException {
    Interrupts.check();
    awaitControl(step);
    if (guard.isTooHot()) {
      TrainingPause heat = new TrainingPause(step, TrainingPause.Cause.HEAT);
      long start = System.nanoTime();
      listeners.forEach(listener -> listener.onPause(heat));
      guard.awaitCool();
      goOn(heat, start);
    }
    return !control.isPaused() && !control.isStopped();
  }

  /** What is asked of a paused run does not end the pause, though it ends the wait. */
  private void awaitControl(long step) throws InterruptedException {
    if (control.isPaused()) {
      if (pause == null) {
        TrainingPause begun = new TrainingPause(step, TrainingPause.Cause.ASKED);
        pause = begun;
        pausedAt = System.nanoTime();
        listeners.forEach(listener -> listener.onPause(begun));
      }
      control.awaitWork();
    }
    TrainingPause ended = pause;
    if (ended != null && (!control.isPaused() || control.isStopped())) {
      pause = null;
      goOn(ended, pausedAt);
    }
  }

  private void goOn(TrainingPause ended, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    listeners.forEach(listener -> listener.onGoOn(ended, seconds));
  }

  boolean isStopped() {
    return control.isStopped();
  }

  boolean takeSave() {
    return control.takeSave();
  }

  boolean takeEvaluation() {
    return control.takeEvaluation();
  }
}
