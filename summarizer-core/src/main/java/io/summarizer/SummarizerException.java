package io.summarizer;

/**
 * The root of every error this library raises on its own account.
 *
 * <p>Wrong arguments are {@link IllegalArgumentException}s and misuse of a closed object an {@link
 * IllegalStateException}; everything else the library finds wrong (files, data, devices) is one of
 * the subclasses. The message names the subject, what was expected, what came and what to do.
 */
public class SummarizerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an error without an underlying one.
   *
   * @param message what is wrong and what to do
   */
  public SummarizerException(String message) {
    super(message);
  }

  /**
   * Creates an error that was caused by another one.
   *
   * @param message what is wrong and what to do
   * @param cause the error underneath
   */
  public SummarizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
