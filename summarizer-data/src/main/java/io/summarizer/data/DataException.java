package io.summarizer.data;

/**
 * Thrown when data cannot be read as examples; the message names the file and, inside it, the line.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message that says what was expected, what came and what to do. */
  public DataException(String message) {
    super(message);
  }

  /** Creates an exception as {@link #DataException(String)} does, with the failure beneath it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
