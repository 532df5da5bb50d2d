package io.summarizer.hub;

import java.time.Duration;
import java.util.Optional;

/** A failure that may not happen again; {@link #error} is what it means if it does. */
final class TransientFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final HubException error;
  private final transient Optional<Duration> retryAfter;

  /**
   * A failure.
   *
   * @param brief what happened, for those who watch
   * @param error what is reported if it keeps happening
   */
  TransientFailure(String brief, HubException error, Optional<Duration> retryAfter) {
    super(brief, error);
    this.error = error;
    this.retryAfter = retryAfter;
  }

  HubException error() {
    return error;
  }

  /** How long the server wants to be left alone. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
