package io.summarizer;

/** The root of every exception that this library throws by its own decision. */
public class SummarizerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception that says what happened. */
  public SummarizerException(String message) {
    super(message);
  }

  /** Creates an exception that says what happened and what caused it. */
  public SummarizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
