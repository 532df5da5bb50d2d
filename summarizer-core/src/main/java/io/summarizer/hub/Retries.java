package io.summarizer.hub;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what may go well the next time, after 1, 2, 4, 8, 8 seconds, or as long as the server
 * asks for.
 */
final class Retries {
  /** As many as Python's client allows without progress. */
  static final int LIMIT = 5;

  /** A server that asks for more patience is reported instead. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final long LONGEST_OWN_WAIT = 8;

  private final Sleeper sleeper;
  private final int limit;
  private int failures;

  Retries(Sleeper sleeper, int limit) {
    this.sleeper = sleeper;
    this.limit = limit;
  }

  /** Something that may fail for the moment. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws TransientFailure, InterruptedException;
  }

  @CanIgnoreReturnValue
  <T> T call(Attempt<T> attempt) {
    try {
      while (true) {
        try {
          return attempt.run();
        } catch (TransientFailure failure) {
          waitAfter(failure);
        }
      }
    } catch (InterruptedException e) {
      throw StorageErrors.interrupted(e);
    }
  }

  /** Some of the work is done: the failures before no longer count. */
  void progressed() {
    failures = 0;
  }

  private void waitAfter(TransientFailure failure) throws InterruptedException {
    failures++;
    Duration wait =
        failure
            .retryAfter()
            .orElse(Duration.ofSeconds(Math.min(1L << (failures - 1), LONGEST_OWN_WAIT)));
    if (failures > limit || wait.compareTo(LONGEST_WAIT) > 0) {
      throw failure.error();
    }
    LOG.warn(
        "{}; trying again in {} s ({} of {})",
        failure.getMessage(),
        wait.toSeconds(),
        failures,
        limit);
    sleeper.sleep(wait);
  }
}
