package io.summarizer;

/** The steps of a run need more memory than there is; the message says what would fit. */
public final class InsufficientMemoryException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception before anything was allocated. */
  public InsufficientMemoryException(String message) {
    super(message);
  }

  /** Creates the exception when an allocation has failed. */
  public InsufficientMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
