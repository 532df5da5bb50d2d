package io.summarizer.lifecycle;

import com.google.common.base.Throwables;
import java.nio.channels.ClosedByInterruptException;

/** Interruption of a thread that does not wait for anything. */
public final class Interrupts {
  private Interrupts() {}

  /**
   * Does nothing unless the thread has been interrupted.
   *
   * @throws InterruptedException if it has; its interrupt status is cleared
   */
  public static void check() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Whether a file was not read or written since the thread was interrupted, and still is. */
  public static boolean isCauseOf(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .anyMatch(ClosedByInterruptException.class::isInstance);
  }
}
