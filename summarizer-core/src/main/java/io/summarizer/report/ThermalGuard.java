package io.summarizer.report;

import com.google.common.base.Ticker;
import io.summarizer.gpu.ThermalLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses training while a GPU is too hot: one thread calls {@link #awaitCool} between steps, others
 * may ask for the pauses.
 *
 * <pre>{@code
 * ThermalGuard guard = new ThermalGuard(monitor::temperatureCelsius, ThermalLimits.DEFAULT);
 * guard.awaitCool(); // before each step
 * }</pre>
 */
public final class ThermalGuard {
  private static final Logger LOG = LoggerFactory.getLogger(ThermalGuard.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Supplier<OptionalDouble> temperature;
  private final ThermalLimits limits;
  private final Time time;
  private final List<ThermalPause> pauses = new CopyOnWriteArrayList<>();

  /** How the guard tells the time and lets it pass. */
  record Time(InstantSource clock, Ticker ticker, Sleeper sleeper) {}

  /** Lets time pass. */
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * A guard.
   *
   * @param temperature of the GPU in degrees Celsius, asked before each step and so at no cost:
   *     {@link GpuMonitor#temperatureCelsius}. Where it is empty nothing waits.
   */
  public ThermalGuard(Supplier<OptionalDouble> temperature, ThermalLimits limits) {
    this(
        temperature,
        limits,
        new Time(
            InstantSource.system(),
            Ticker.systemTicker(),
            pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos())));
  }

  ThermalGuard(Supplier<OptionalDouble> temperature, ThermalLimits limits, Time time) {
    this.temperature = temperature;
    this.limits = limits;
    this.time = time;
  }

  /** A guard that never waits, for machines without a GPU to be watched. */
  public static ThermalGuard off() {
    return new ThermalGuard(OptionalDouble::empty, ThermalLimits.DEFAULT);
  }

  /**
   * Returns at once, unless the GPU is hotter than the upper limit: then when it is cooler than the
   * lower one, or no longer tells its temperature.
   *
   * @throws InterruptedException if the thread is interrupted while it waits; the pause is recorded
   */
  public void awaitCool() throws InterruptedException {
    double celsius = now();
    if (isTooHot(celsius)) {
      pause(celsius);
    }
  }

  /** Whether {@link #awaitCool} would wait. */
  public boolean isTooHot() {
    return isTooHot(now());
  }

  private boolean isTooHot(double celsius) {
    return celsius > limits.pauseAboveCelsius();
  }

  private void pause(double celsius) throws InterruptedException {
    LOG.warn(
        "Training pauses: the GPU has {} C, more than {}; it goes on below {}",
        celsius,
        limits.pauseAboveCelsius(),
        limits.resumeBelowCelsius());
    Instant start = time.clock.instant();
    long startNanos = time.ticker.read();
    double hottest = celsius;
    try {
      for (double hot = celsius; hot >= limits.resumeBelowCelsius(); hot = now()) {
        hottest = Math.max(hottest, hot);
        time.sleeper.sleep(POLL);
      }
    } finally {
      Duration length = Duration.ofNanos(time.ticker.read() - startNanos);
      pauses.add(new ThermalPause(start, length, hottest));
      LOG.info("The pause has lasted {} s, its hottest was {} C", length.toSeconds(), hottest);
    }
  }

  /** The temperature; an unknown one counts as cold, since waiting for it could take for ever. */
  private double now() {
    return temperature.get().orElse(Double.NEGATIVE_INFINITY);
  }

  /** The pauses that are over, in their order. */
  public List<ThermalPause> pauses() {
    return List.copyOf(pauses);
  }

  /** The length of all pauses that are over. */
  public Duration totalPaused() {
    return pauses.stream().map(ThermalPause::length).reduce(Duration.ZERO, Duration::plus);
  }
}
