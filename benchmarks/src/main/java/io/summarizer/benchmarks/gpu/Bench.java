package io.summarizer.benchmarks.gpu;

import com.google.common.base.Throwables;
import io.summarizer.Device;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.SessionOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What all parts share: the device, where results go, and how long there is. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Bench {
  private static final double NANOS = 1e9;

  @Option(names = "--device", defaultValue = "cuda:0", description = "cpu or cuda:N.")
  private String device;

  @Option(names = "--results", required = true, description = "The file that lines are added to.")
  private Path results;

  @Option(
      names = "--seconds",
      defaultValue = "600",
      description = "After which no other measurement begins.")
  private double seconds;

  private final long start = System.nanoTime();
  private @Nullable ChosenDevice chosen;
  private int failures;

  /** A measurement, which adds what it found to a line. */
  interface Measurement {
    void into(ObjectNode line) throws Exception;
  }

  /** Where parts run, if it can be used. */
  ChosenDevice device() {
    if (chosen == null) {
      chosen = ChosenDevice.of(Device.parse(device));
    }
    return chosen;
  }

  boolean onGpu() {
    return Device.parse(device).kind() == Device.Kind.CUDA;
  }

  /** The index of the GPU, as the driver counts if CUDA does so too. */
  int index() {
    return Device.parse(device).index();
  }

  /** How sessions run, with a trace or without. */
  SessionOptions session(@Nullable Path profile) {
    return new SessionOptions(Runtime.getRuntime().availableProcessors(), profile, device());
  }

  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / NANOS;
  }

  /** Whether another measurement may begin. */
  boolean timeLeft() {
    return secondsSince(start) < seconds;
  }

  /**
   * Makes a measurement and adds its line, whatever becomes of it: an error is a result too, and
   * the next measurement may succeed.
   *
   * @param line what is measured
   * @return whether it succeeded
   */
  boolean attempt(String part, ObjectNode line, Measurement measurement) {
    line.put("device", device);
    if (!timeLeft()) {
      line.put("ok", false).put("error", "not begun: no time left");
      new Results(results).add(part, line);
      return false;
    }
    long begun = System.nanoTime();
    try {
      measurement.into(line);
      if (!line.has("ok")) {
        line.put("ok", true);
      }
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      line.put("ok", false).put("error", Throwables.getRootCause(e).toString());
    }
    line.put("took_seconds", secondsSince(begun));
    new Results(results).add(part, line);
    boolean ok = line.path("ok").asBoolean(false);
    failures += ok ? 0 : 1;
    return ok;
  }

  /** 1 if a measurement failed. */
  int exitCode() {
    return failures == 0 ? 0 : 1;
  }
}
