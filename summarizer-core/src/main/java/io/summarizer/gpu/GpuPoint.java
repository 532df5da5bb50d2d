package io.summarizer.gpu;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Some neighbouring readings of a GPU as one point of a curve. What no reading told is empty.
 *
 * @param seconds since the monitor began, of the first of the readings
 * @param readings how many there are
 * @param utilizationPercent their mean
 * @param usedMemoryBytes the largest
 * @param temperatureCelsius the highest
 * @param powerWatts their mean
 * @param throttled whether heat or power held the GPU back at any of them
 */
public record GpuPoint(
    double seconds,
    long readings,
    OptionalDouble utilizationPercent,
    OptionalLong usedMemoryBytes,
    OptionalDouble temperatureCelsius,
    OptionalDouble powerWatts,
    boolean throttled) {}
