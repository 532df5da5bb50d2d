package io.summarizer;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;

/**
 * A device that was asked for cannot be used, or cannot do what was asked of it: ONNX Runtime
 * cannot be loaded, refuses a graph, or fails while it runs.
 *
 * <p>The first line of the message says which and why; further lines, if any, say what was looked
 * for and where, and what to do.
 */
public final class DeviceException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /** Creates an error of the machine. */
  public DeviceException(String message) {
    this(Remedy.FIX_ENVIRONMENT, message);
  }

  /** Creates an error of the machine, and the one that led to it. */
  public DeviceException(String message, Throwable cause) {
    super(Remedy.FIX_ENVIRONMENT, message, cause);
  }

  /** Creates an error that may be one of what was asked of the device. */
  public DeviceException(Remedy remedy, String message) {
    super(remedy, message);
  }
}
