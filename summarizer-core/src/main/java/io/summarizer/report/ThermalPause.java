package io.summarizer.report;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which training waited for a GPU to cool.
 *
 * @param start when it began
 * @param length how long it took
 * @param hottestCelsius the highest temperature in it
 */
public record ThermalPause(Instant start, Duration length, double hottestCelsius) {}
