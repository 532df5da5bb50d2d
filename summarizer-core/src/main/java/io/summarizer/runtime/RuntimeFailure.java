package io.summarizer.runtime;

import io.summarizer.SummarizerException;

/** ONNX Runtime refused a graph, ran out of memory, or failed while it ran. */
public final class RuntimeFailure extends SummarizerException {
  private static final long serialVersionUID = 1L;

  RuntimeFailure(String message) {
    super(message);
  }

  RuntimeFailure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
