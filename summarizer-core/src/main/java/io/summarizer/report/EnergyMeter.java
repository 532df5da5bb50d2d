package io.summarizer.report;

import java.util.OptionalDouble;

/**
 * The energy that a GPU uses: the difference of its counter, or where it has none the integral of
 * its power by the trapezoidal rule.
 */
final class EnergyMeter {
  private static final double JOULES_PER_WATT_HOUR = 3600;

  private OptionalDouble firstCount = OptionalDouble.empty();
  private double lastCount;
  private boolean counterWasReset;
  private OptionalDouble lastPower = OptionalDouble.empty();
  private double lastPowerSeconds;
  private double integral;

  void add(double seconds, GpuReading reading) {
    reading.energyJoules().ifPresent(this::addCount);
    reading.powerWatts().ifPresent(watts -> addPower(seconds, watts));
  }

  private void addCount(double joules) {
    if (firstCount.isEmpty()) {
      firstCount = OptionalDouble.of(joules);
    } else if (joules < lastCount) {
      counterWasReset = true; // the driver was loaded anew
    }
    lastCount = joules;
  }

  private void addPower(double seconds, double watts) {
    if (lastPower.isPresent()) {
      integral += (lastPower.getAsDouble() + watts) / 2 * (seconds - lastPowerSeconds);
    }
    lastPower = OptionalDouble.of(watts);
    lastPowerSeconds = seconds;
  }

  OptionalDouble wattHours() {
    if (firstCount.isPresent() && !counterWasReset) {
      return OptionalDouble.of((lastCount - firstCount.getAsDouble()) / JOULES_PER_WATT_HOUR);
    }
    return lastPower.isPresent()
        ? OptionalDouble.of(integral / JOULES_PER_WATT_HOUR)
        : OptionalDouble.empty();
  }
}
