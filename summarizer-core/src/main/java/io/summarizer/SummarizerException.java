package io.summarizer;

/**
 * The root of the errors this library reports. Each message names the subject, what was expected,
 * what came and what to do.
 */
public class SummarizerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an error with a message. */
  public SummarizerException(String message) {
    super(message);
  }

  /** Creates an error with a message and the error that led to it. */
  public SummarizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
