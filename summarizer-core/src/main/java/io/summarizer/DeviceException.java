package io.summarizer;

/**
 * A device that was asked for cannot be used, or cannot do what was asked of it.
 *
 * <p>The first line of the message says which and why; further lines, if any, say what was looked
 * for and where, and what to do.
 */
public final class DeviceException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /** Creates an error with a message. */
  public DeviceException(String message) {
    super(message);
  }

  /** Creates an error with a message and the error that led to it. */
  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
