package io.summarizer.hub;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;

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
    REPOSITORY_NOT_FOUND(Remedy.FIX_INPUT),
    /** The repository has no such branch, tag or commit. */
    REVISION_NOT_FOUND(Remedy.FIX_INPUT),
    /** The revision has no such file. */
    FILE_NOT_FOUND(Remedy.FIX_INPUT),
    /** The repository needs a token, an accepted licence, or other rights. */
    ACCESS_DENIED(Remedy.FIX_ENVIRONMENT),
    /** The hub may not be asked and the cache lacks the file. */
    NOT_CACHED(Remedy.FIX_ENVIRONMENT),
    /** No connection to the hub, or one that keeps breaking off. */
    CONNECTION(Remedy.RETRY),
    /** The hub answers with an error, or with something that is not a hub's answer. */
    SERVER(Remedy.RETRY),
    /** What was downloaded has another size or checksum than the hub told. */
    CORRUPT(Remedy.RETRY),
    /** The hub names something that could harm this machine. */
    REFUSED(Remedy.FIX_INPUT),
    /** The cache cannot be read or written; the disk is full. */
    STORAGE(Remedy.FIX_ENVIRONMENT),
    /** The thread was interrupted, and still is. */
    INTERRUPTED(Remedy.RETRY);

    private final Remedy remedy;

    Reason(Remedy remedy) {
      this.remedy = remedy;
    }
  }

  private final Reason reason;

  HubException(Reason reason, String message) {
    super(reason.remedy, message);
    this.reason = reason;
  }

  HubException(Reason reason, String message, Throwable cause) {
    super(reason.remedy, message, cause);
    this.reason = reason;
  }

  /** Why the file cannot be had. */
  public Reason reason() {
    return reason;
  }
}
