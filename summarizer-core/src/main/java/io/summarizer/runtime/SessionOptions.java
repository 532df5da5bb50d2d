package io.summarizer.runtime;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a session runs.
 *
 * @param threads how many of the processor's threads share the work of one operator, 1 or more
 * @param profile where ONNX Runtime writes a trace of every node, or null for none
 * @param device on which it runs; what a GPU cannot do, such as shapes, runs on the processor
 * @param restsBetweenRuns whether its threads leave the processor to others as soon as a run is
 *     over; else they keep it busy for a while, to be there at once for the next run
 */
public record SessionOptions(
    int threads, @Nullable Path profile, ChosenDevice device, boolean restsBetweenRuns) {
  public SessionOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected 1 or more, got " + threads);
    }
  }

  /** A session that waits for its next run. */
  public SessionOptions(int threads, @Nullable Path profile, ChosenDevice device) {
    this(threads, profile, device, false);
  }

  /** For runs between which Java itself computes on all threads. */
  public SessionOptions restingBetweenRuns() {
    return new SessionOptions(threads, profile, device, true);
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
