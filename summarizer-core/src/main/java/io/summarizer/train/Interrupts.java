package io.summarizer.train;

/** Interruption of a thread that does not wait for anything. */
final class Interrupts {
  private Interrupts() {}

  /**
   * Does nothing unless the thread has been interrupted.
   *
   * @throws InterruptedException if it has; its interrupt status is cleared
   */
  static void check() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
