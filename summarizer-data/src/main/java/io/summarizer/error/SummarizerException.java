package io.summarizer.error;

import java.util.Objects;

/**
 * The root of the errors this library reports.
 *
 * <p>The message names the subject, what was expected, what came and what to do; {@link #remedy()}
 * says to a program what can be done. Subclasses tell which part failed and carry what is known of
 * it; an error that nothing more is known of is of this class itself.
 */
public class SummarizerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Remedy remedy;

  /**
   * Creates an error.
   *
   * @param remedy what can be done
   * @param message subject, what was expected, what came, what to do
   */
  public SummarizerException(Remedy remedy, String message) {
    super(message);
    this.remedy = Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * Creates an error that another one led to.
   *
   * @param remedy what can be done
   * @param message subject, what was expected, what came, what to do
   * @param cause the other error
   */
  public SummarizerException(Remedy remedy, String message, Throwable cause) {
    super(message, cause);
    this.remedy = Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * Creates an error whose remedy follows from the error that led to it: the same, if that one has
   * one; {@link Remedy#FIX_ENVIRONMENT} for a disk that cannot be read or written; {@link
   * Remedy#FIX_INPUT} for the rest, such as a file that is not there or not in its format.
   *
   * @param message subject, what was expected, what came, what to do
   * @param cause the other error
   */
  public SummarizerException(String message, Throwable cause) {
    this(Remedy.of(cause), message, cause);
  }

  /** What can be done about it. */
  public final Remedy remedy() {
    return remedy;
  }
}
