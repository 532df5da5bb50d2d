package io.summarizer.runtime;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a session runs.
 *
 * @param threads how many of the processor's threads share the work of one operator, 1 or more
 * @param profile where ONNX Runtime writes a trace of every node, or null for none
 * @param device on which it runs; what a GPU cannot do, such as shapes, runs on the processor
 */
public record SessionOptions(int threads, @Nullable Path profile, ChosenDevice device) {
  public SessionOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected 1 or more, got " + threads);
    }
  }

  /** On the CPU. */
  public SessionOptions(int threads, @Nullable Path profile) {
    this(threads, profile, ChosenDevice.CPU);
  }

  /** All processors, no trace. */
  public static SessionOptions defaults() {
    return new SessionOptions(Runtime.getRuntime().availableProcessors(), null);
  }
}
