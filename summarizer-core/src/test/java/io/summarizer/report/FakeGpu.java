package io.summarizer.report;

import com.google.common.base.Ticker;
import io.summarizer.gpu.GpuDevice;
import io.summarizer.gpu.ThrottleReason;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** A GPU, and the time, as a test sets them. */
final class FakeGpu implements GpuSensor {
  static final GpuDevice DEVICE =
      new GpuDevice(3, "Test", "1.0", OptionalLong.empty(), Optional.empty());

  GpuReading reading = GpuReading.EMPTY;
  private long nanos = 17;

  static GpuReading reading(
      long memory, double utilization, double celsius, double watts, ThrottleReason... reasons) {
    return new GpuReading(
        OptionalLong.of(memory),
        OptionalDouble.of(utilization),
        OptionalDouble.of(celsius),
        OptionalDouble.of(watts),
        OptionalDouble.empty(),
        Set.of(reasons));
  }

  static GpuReading energy(double joules) {
    return new GpuReading(
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(1),
        OptionalDouble.of(joules),
        Set.of());
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  Ticker ticker() {
    return new Ticker() {
      @Override
      public long read() {
        return nanos;
      }
    };
  }

  @Override
  public GpuReading read() {
    return reading;
  }

  @Override
  public GpuDevice device() {
    return DEVICE;
  }
}
