package io.summarizer.train;

import io.summarizer.TrainingControl;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPause;
import io.summarizer.report.ThermalGuard;
import java.util.List;

/** Lets a run make its next steps, or makes it wait: because it was asked to, or for the heat. */
final class TrainingGate {
  private final TrainingControl control;
  private final ThermalGuard guard;
  private final List<TrainingListener> listeners;

  TrainingGate(TrainingControl control, ThermalGuard guard, List<TrainingListener> listeners) {
    this.control = control;
    this.guard = guard;
    this.listeners = listeners;
  }

  /** A wait. */
  private interface Wait {
    void await() throws InterruptedException;
  }

  /**
   * Waits as long as the run has to.
   *
   * @return whether to make a step; if not, something else has been asked for
   * @throws InterruptedException if the thread is interrupted
   */
  boolean await(long step) throws InterruptedException {
    Interrupts.check();
    if (control.isPaused()) {
      pause(new TrainingPause(step, TrainingPause.Cause.ASKED), control::awaitWork);
    }
    if (guard.isTooHot()) {
      pause(new TrainingPause(step, TrainingPause.Cause.HEAT), guard::awaitCool);
    }
    return !control.isPaused() && !control.isStopped();
  }

  private void pause(TrainingPause pause, Wait wait) throws InterruptedException {
    listeners.forEach(listener -> listener.onPause(pause));
    long start = System.nanoTime();
    wait.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    listeners.forEach(listener -> listener.onGoOn(pause, seconds));
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
