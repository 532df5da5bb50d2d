package io.summarizer.report;

import io.summarizer.gpu.ThrottleReason;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a GPU does at one moment. What a card or its driver does not tell is empty.
 *
 * @param usedMemoryBytes memory in use, by all programs together
 * @param utilizationPercent 0 to 100: the share of the time, of the last second or less, in which
 *     anything ran
 * @param temperatureCelsius of the chip
 * @param powerWatts of the whole card
 * @param energyJoules used since the driver was loaded
 * @param throttleReasons why it runs below its highest clock
 */
public record GpuReading(
    OptionalLong usedMemoryBytes,
    OptionalDouble utilizationPercent,
    OptionalDouble temperatureCelsius,
    OptionalDouble powerWatts,
    OptionalDouble energyJoules,
    Set<ThrottleReason> throttleReasons) {
  /** A reading that failed. */
  public static final GpuReading EMPTY =
      new GpuReading(
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Set.of());

  /** Copies the set. */
  public GpuReading {
    throttleReasons = Set.copyOf(throttleReasons);
  }

  /** Whether heat or power holds the GPU back. */
  public boolean isThrottled() {
    return throttleReasons.stream().anyMatch(ThrottleReason::isThrottled);
  }
}
