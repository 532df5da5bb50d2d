package io.summarizer.report;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.summarizer.gpu.GpuUsage;
import io.summarizer.gpu.ThrottleReason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a GPU again and again on a thread of its own, and keeps what a report needs of it in
 * constant memory, however long that lasts. It may be asked from any thread.
 */
public final class GpuMonitor implements AutoCloseable {
  /** From the end of one reading to the beginning of the next. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  /** Intervals after which a reading says nothing about now. */
  private static final int STALE = 10;

  private static final Logger LOG = LoggerFactory.getLogger(GpuMonitor.class);
  private static final double NANOS = 1e9;
  private static final long CLOSE_SECONDS = 15;

  private final GpuSensor sensor;
  private final Duration interval;
  private final Ticker ticker;
  private final ScheduledExecutorService thread;
  private final AtomicBoolean closed = new AtomicBoolean();

  private final GpuStatistics total = new GpuStatistics();
  private final GpuCurve curve = new GpuCurve();
  private final EnergyMeter energy = new EnergyMeter();
  private final Set<ThrottleReason> reasons = EnumSet.noneOf(ThrottleReason.class);
  private GpuReading last = GpuReading.EMPTY;
  private long firstNanos;
  private long lastNanos;
  private long throttledNanos;
  private boolean failureLogged;

  GpuMonitor(GpuSensor sensor, Duration interval, Ticker ticker) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException(
          "GpuMonitor interval: expected a time above 0, got " + interval);
    }
    this.sensor = sensor;
    this.interval = interval;
    this.ticker = ticker;
    thread =
        Executors.newSingleThreadScheduledExecutor(
            new ThreadFactoryBuilder()
                .setNameFormat("gpu-monitor-" + sensor.device().index())
                .setDaemon(true)
                .build());
  }

  /** Begins to read a GPU every {@link #DEFAULT_INTERVAL}. */
  public static GpuMonitor start(GpuSensor sensor) {
    return start(sensor, DEFAULT_INTERVAL);
  }

  /**
   * Begins to read a GPU.
   *
   * @param interval from the end of one reading to the beginning of the next, above 0
   */
  public static GpuMonitor start(GpuSensor sensor, Duration interval) {
    GpuMonitor monitor = new GpuMonitor(sensor, interval, Ticker.systemTicker());
    monitor.start();
    return monitor;
  }

  void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::sample, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Takes one reading. */
  void sample() {
    GpuReading reading = read();
    synchronized (this) {
      long now = ticker.read();
      if (total.readings() == 0) {
        firstNanos = now;
      } else if (last.isThrottled()) {
        throttledNanos += now - lastNanos;
      }
      double seconds = (now - firstNanos) / NANOS;
      total.add(reading);
      curve.add(seconds, reading);
      energy.add(seconds, reading);
      reading.throttleReasons().stream().filter(ThrottleReason::isThrottled).forEach(reasons::add);
      last = reading;
      lastNanos = now;
    }
  }

  private GpuReading read() {
    try {
      return sensor.read();
    } catch (RuntimeException e) { // a report is not worth a run
      if (!failureLogged) {
        failureLogged = true;
        LOG.warn("{} cannot be read, which is not said again: {}", sensor.device(), e.toString());
      }
      return GpuReading.EMPTY;
    }
  }

  /**
   * The temperature at the last reading; empty if it does not tell, if it is too old to say
   * anything about now, or if the monitor is closed.
   */
  public synchronized OptionalDouble temperatureCelsius() {
    return closed.get() ? OptionalDouble.empty() : reading().temperatureCelsius();
  }

  /** The last reading; one in which nothing is known if it is too old to say anything about now. */
  public synchronized GpuReading reading() {
    boolean stale = ticker.read() - lastNanos > STALE * interval.toNanos();
    return stale ? GpuReading.EMPTY : last;
  }

  /** What was read up to now. */
  public synchronized GpuUsage usage() {
    return new GpuUsage(
        sensor.device(),
        Duration.ofNanos(lastNanos - firstNanos),
        total.readings(),
        total.meanUtilization(),
        total.maxUtilization(),
        total.peakMemory(),
        total.maxTemperature(),
        energy.wattHours(),
        Duration.ofNanos(throttledNanos),
        reasons,
        curve.points());
  }

  /** Takes a last reading and ends the thread; what was read can still be asked for. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    thread.execute(this::sample);
    thread.shutdown();
    try {
      if (thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
  }
}
