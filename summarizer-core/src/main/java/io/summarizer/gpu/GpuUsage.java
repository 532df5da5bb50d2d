package io.summarizer.gpu;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a GPU did while it was watched, other programs on it included. What it does not tell is
 * empty.
 *
 * @param device which GPU
 * @param time from the first reading to the last
 * @param readings how many there were
 * @param meanUtilizationPercent over the readings
 * @param maxUtilizationPercent over the readings
 * @param peakMemoryBytes the most memory in use at a reading
 * @param maxTemperatureCelsius over the readings
 * @param energyWattHours by the card's own counter if it has one, else the power over time, taken
 *     to change linearly between readings
 * @param throttled for how long heat or power held the GPU back; a reading counts until the next
 * @param throttleReasons which did
 * @param points the course of it all, at most some hundred points however long it lasts
 */
public record GpuUsage(
    GpuDevice device,
    Duration time,
    long readings,
    OptionalDouble meanUtilizationPercent,
    OptionalDouble maxUtilizationPercent,
    OptionalLong peakMemoryBytes,
    OptionalDouble maxTemperatureCelsius,
    OptionalDouble energyWattHours,
    Duration throttled,
    Set<ThrottleReason> throttleReasons,
    List<GpuPoint> points) {
  /** Copies set and list. */
  public GpuUsage {
    throttleReasons = Set.copyOf(throttleReasons);
    points = List.copyOf(points);
  }
}
