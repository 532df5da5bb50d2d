package io.summarizer.hub;

import io.summarizer.SummarizerException;

/**
 * A file of a hub cannot be had.
 *
 * <p>The message starts with the repository or the file, then says what was expected, what came and
 * what to do; {@link #reason()} says the same to a program.
 */
public final class HubException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /** Why a file cannot be had. */
  public enum Reason {
    /** The hub has no such repository, or hides it from this user. */
    REPOSITORY_NOT_FOUND,
    /** The repository has no such branch, tag or commit. */
    REVISION_NOT_FOUND,
    /** The revision has no such file. */
    FILE_NOT_FOUND,
    /** The repository needs a token, an accepted licence, or other rights. */
    ACCESS_DENIED,
    /** The hub may not be asked and the cache lacks the file. */
    NOT_CACHED,
    /** No connection to the hub, or one that keeps breaking off. */
    CONNECTION,
    /** The hub answers with an error, or with something that is not a hub's answer. */
    SERVER,
    /** What was downloaded has another size or checksum than the hub told. */
    CORRUPT,
    /** The hub names something that could harm this machine. */
    REFUSED,
    /** The cache cannot be read or written; the disk is full. */
    STORAGE,
    /** The thread was interrupted, and still is. */
    INTERRUPTED
  }

  private final Reason reason;

  HubException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  HubException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why the file cannot be had. */
  public Reason reason() {
    return reason;
  }
}
