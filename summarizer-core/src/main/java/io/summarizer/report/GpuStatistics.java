package io.summarizer.report;

import com.google.common.math.StatsAccumulator;
import io.summarizer.gpu.GpuPoint;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Means and maxima of readings, of which two can be put together. */
final class GpuStatistics {
  private final StatsAccumulator utilization = new StatsAccumulator();
  private final StatsAccumulator memory = new StatsAccumulator();
  private final StatsAccumulator temperature = new StatsAccumulator();
  private final StatsAccumulator power = new StatsAccumulator();
  private long readings;
  private boolean throttled;

  void add(GpuReading reading) {
    reading.utilizationPercent().ifPresent(utilization::add);
    reading.usedMemoryBytes().ifPresent(bytes -> memory.add((double) bytes));
    reading.temperatureCelsius().ifPresent(temperature::add);
    reading.powerWatts().ifPresent(power::add);
    throttled |= reading.isThrottled();
    readings++;
  }

  void add(GpuStatistics other) {
    utilization.addAll(other.utilization.snapshot());
    memory.addAll(other.memory.snapshot());
    temperature.addAll(other.temperature.snapshot());
    power.addAll(other.power.snapshot());
    throttled |= other.throttled;
    readings += other.readings;
  }

  long readings() {
    return readings;
  }

  OptionalDouble meanUtilization() {
    return mean(utilization);
  }

  OptionalDouble maxUtilization() {
    return max(utilization);
  }

  OptionalLong peakMemory() {
    OptionalDouble bytes = max(memory);
    return bytes.isPresent() ? OptionalLong.of((long) bytes.getAsDouble()) : OptionalLong.empty();
  }

  OptionalDouble maxTemperature() {
    return max(temperature);
  }

  GpuPoint at(double seconds) {
    return new GpuPoint(
        seconds,
        readings,
        meanUtilization(),
        peakMemory(),
        maxTemperature(),
        mean(power),
        throttled);
  }

  private static OptionalDouble mean(StatsAccumulator values) {
    return values.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(values.mean());
  }

  private static OptionalDouble max(StatsAccumulator values) {
    return values.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(values.max());
  }
}
