package io.summarizer.runtime;

import io.summarizer.SummarizerException;

/** ONNX Runtime refused a graph, ran out of memory, or failed while it ran. */
public sealed class RuntimeFailure extends SummarizerException permits OutOfDeviceMemory {
  private static final long serialVersionUID = 1L;

  RuntimeFailure(String message) {
    super(message);
  }

  RuntimeFailure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }

  /** An {@link OutOfDeviceMemory} where the cause's message is that of a failed allocation. */
  static RuntimeFailure of(String message, Throwable cause) {
    return OutOfDeviceMemory.isReportedBy(cause)
        ? new OutOfDeviceMemory(message, cause)
        : new RuntimeFailure(message, cause);
  }
}
