package io.summarizer.hub;

import java.time.Duration;

/** Waits; a test only counts. */
@FunctionalInterface
interface Sleeper {
  /** Waits in fact. */
  Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

  void sleep(Duration duration) throws InterruptedException;
}
