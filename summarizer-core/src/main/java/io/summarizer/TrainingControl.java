package io.summarizer;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stops, pauses and saves a run while it goes on. Any thread may call it at any time, listeners
 * too; the run obeys after the optimizer step that is under way, or after the calls of {@link
 * FineTuning.Builder#stepsPerCall} steps. A control is for one run: stopped, it stays so.
 *
 * <pre>{@code
 * TrainingControl control = new TrainingControl();
 * executor.submit(() -> Summarizer.fineTune(model)....control(control).run());
 * control.saveNow();
 * }</pre>
 */
public final class TrainingControl {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean stops;
  private boolean paused;
  private boolean saves;
  private boolean evaluates;

  /** Ends the run as if that step had been its last: it is evaluated and saved. */
  public void stop() {
    change(() -> stops = true);
  }

  /** Makes no further step until {@link #goOn}. */
  public void pause() {
    change(() -> paused = true);
  }

  /** Ends a pause. */
  public void goOn() {
    change(() -> paused = false);
  }

  /** Saves a checkpoint, once. A paused run does so at once. */
  public void saveNow() {
    change(() -> saves = true);
  }

  /** Evaluates, once, if there is validation data. A paused run does so at once. */
  public void evaluateNow() {
    change(() -> evaluates = true);
  }

  /** Whether {@link #pause} was called and {@link #goOn} was not. */
  public boolean isPaused() {
    lock.lock();
    try {
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #stop} was called. */
  public boolean isStopped() {
    lock.lock();
    try {
      return stops;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a save was asked for since this was last called. */
  public boolean takeSave() {
    lock.lock();
    try {
      boolean asked = saves;
      saves = false;
      return asked;
    } finally {
      lock.unlock();
    }
  }

  /** Whether an evaluation was asked for since this was last called. */
  public boolean takeEvaluation() {
    lock.lock();
    try {
      boolean asked = evaluates;
      evaluates = false;
      return asked;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits while the run is paused and nothing else is asked of it.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public void awaitWork() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (paused && !stops && !saves && !evaluates) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
