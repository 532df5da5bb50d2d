package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.gpu.GpuDevice;
import io.summarizer.gpu.GpuPoint;
import io.summarizer.gpu.GpuUsage;
import io.summarizer.gpu.ThrottleReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GpuMonitorTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private final FakeGpu gpu = new FakeGpu();
  private final GpuMonitor monitor = new GpuMonitor(gpu, INTERVAL, gpu.ticker());

  @AfterEach
  void close() {
    monitor.close();
  }

  private void sample(GpuReading reading) {
    gpu.reading = reading;
    monitor.sample();
  }

  private void sampleAfter(Duration time, GpuReading reading) {
    gpu.pass(time);
    sample(reading);
  }

  @Test
  void usage_is_made_of_all_readings() {
    sample(FakeGpu.reading(1000, 10, 50, 100));
    sampleAfter(INTERVAL, FakeGpu.reading(3000, 90, 80, 300, ThrottleReason.SOFTWARE_THERMAL));
    sampleAfter(INTERVAL, FakeGpu.reading(2000, 50, 60, 200, ThrottleReason.IDLE));

    GpuUsage usage = monitor.usage();
    assertThat(usage.device()).isEqualTo(FakeGpu.DEVICE);
    assertThat(usage.time()).isEqualTo(Duration.ofSeconds(10));
    assertThat(usage.readings()).isEqualTo(3);
    assertThat(usage.meanUtilizationPercent()).hasValue(50);
    assertThat(usage.maxUtilizationPercent()).hasValue(90);
    assertThat(usage.peakMemoryBytes()).hasValue(3000);
    assertThat(usage.maxTemperatureCelsius()).hasValue(80);
    assertThat(usage.energyWattHours().getAsDouble())
        .isCloseTo((200 * 5 + 250 * 5) / 3600.0, within(1e-12));
    assertThat(usage.throttled()).isEqualTo(INTERVAL);
    assertThat(usage.throttleReasons()).containsExactly(ThrottleReason.SOFTWARE_THERMAL);
    assertThat(usage.points())
        .extracting(GpuPoint::seconds, point -> point.powerWatts().getAsDouble())
        .containsExactly(tuple(0.0, 100.0), tuple(5.0, 300.0), tuple(10.0, 200.0));
  }

  @Test
  void what_a_gpu_does_not_tell_is_empty() {
    sample(GpuReading.EMPTY);
    sampleAfter(INTERVAL, GpuReading.EMPTY);

    GpuUsage usage = monitor.usage();
    assertThat(usage.readings()).isEqualTo(2);
    assertThat(usage.meanUtilizationPercent()).isEmpty();
    assertThat(usage.maxUtilizationPercent()).isEmpty();
    assertThat(usage.peakMemoryBytes()).isEmpty();
    assertThat(usage.maxTemperatureCelsius()).isEmpty();
    assertThat(usage.energyWattHours()).isEmpty();
    assertThat(usage.throttled()).isZero();
  }

  @Test
  void before_the_first_reading_nothing_is_known() {
    assertThat(monitor.temperatureCelsius()).isEmpty();
    assertThat(monitor.usage().readings()).isZero();
    assertThat(monitor.usage().time()).isZero();
  }

  @Test
  void the_temperature_is_that_of_the_last_reading_while_it_is_fresh() {
    sample(FakeGpu.reading(0, 0, 91, 0));
    gpu.pass(INTERVAL.multipliedBy(10));
    assertThat(monitor.temperatureCelsius()).hasValue(91);

    gpu.pass(Duration.ofNanos(1));
    assertThat(monitor.temperatureCelsius()).isEmpty();

    sample(FakeGpu.reading(0, 0, 70, 0));
    assertThat(monitor.temperatureCelsius()).hasValue(70);
    monitor.close();
    assertThat(monitor.temperatureCelsius()).isEmpty();
  }

  @Test
  void a_sensor_that_throws_counts_as_an_empty_reading() {
    try (GpuMonitor broken =
        new GpuMonitor(
            new GpuSensor() {
              @Override
              public GpuDevice device() {
                return FakeGpu.DEVICE;
              }

              @Override
              public GpuReading read() {
                throw new IllegalStateException("a test's broken sensor");
              }
            },
            INTERVAL,
            gpu.ticker())) {
      broken.sample();
      broken.sample();
      assertThat(broken.usage().readings()).isEqualTo(2);
    }
  }

  @Test
  void the_thread_reads_again_and_again_and_ends_when_the_monitor_is_closed()
      throws InterruptedException {
    CountDownLatch readings = new CountDownLatch(3);
    CompletableFuture<Thread> reader = new CompletableFuture<>();
    GpuMonitor running =
        GpuMonitor.start(
            new GpuSensor() {
              @Override
              public GpuDevice device() {
                return FakeGpu.DEVICE;
              }

              @Override
              public GpuReading read() {
                reader.complete(Thread.currentThread());
                readings.countDown();
                return GpuReading.EMPTY;
              }
            },
            Duration.ofMillis(1));
    assertThat(readings.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(reader.join().isDaemon()).isTrue();
    assertThat(reader.join().getName()).isEqualTo("gpu-monitor-3");

    running.close();
    running.close();
    reader.join().join(TimeUnit.MINUTES.toMillis(1));
    assertThat(reader.join().isAlive()).isFalse();
    assertThat(running.usage().readings()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void closing_takes_a_last_reading() {
    GpuMonitor shortRun = GpuMonitor.start(gpu, Duration.ofDays(1));
    shortRun.close();

    assertThat(shortRun.usage().readings()).isBetween(1L, 2L);
  }

  @Test
  void an_interval_of_nothing_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GpuMonitor.start(gpu, Duration.ZERO))
        .withMessage("GpuMonitor interval: expected a time above 0, got PT0S");
  }
}
