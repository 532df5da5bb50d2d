package io.summarizer;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;

/**
 * Training or summarizing needs more memory, of the machine or of the device, than there is; the
 * message says what would fit.
 */
public final class InsufficientMemoryException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception before anything was allocated. */
  public InsufficientMemoryException(String message) {
    super(Remedy.FIX_ENVIRONMENT, message);
  }

  /** Creates the exception when an allocation has failed. */
  public InsufficientMemoryException(String message, Throwable cause) {
    super(Remedy.FIX_ENVIRONMENT, message, cause);
  }
}
