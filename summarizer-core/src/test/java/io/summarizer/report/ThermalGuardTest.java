package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import io.summarizer.gpu.ThermalLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThermalGuardTest {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

  private final Queue<OptionalDouble> temperatures = new ArrayDeque<>();
  private Duration passed = Duration.ZERO;
  private boolean interrupting;

  private final ThermalGuard guard =
      new ThermalGuard(
          temperatures::remove,
          new ThermalLimits(87, 75),
          new ThermalGuard.Time(
              () -> BEGIN.plus(passed),
              new Ticker() {
                @Override
                public long read() {
                  return passed.toNanos();
                }
              },
              this::sleep));

  private void sleep(Duration time) throws InterruptedException {
    if (interrupting) {
      throw new InterruptedException();
    }
    passed = passed.plus(time);
  }

  private void temperatures(double... celsius) {
    for (double c : celsius) {
      temperatures.add(OptionalDouble.of(c));
    }
  }

  @Test
  void up_to_the_upper_limit_nothing_waits() throws InterruptedException {
    temperatures(20, 86, 87, 80);
    for (int step = 0; step < 4; step++) {
      guard.awaitCool();
    }
    assertThat(passed).isZero();
    assertThat(guard.pauses()).isEmpty();
    assertThat(guard.totalPaused()).isZero();
  }

  @Test
  void above_it_training_waits_for_the_lower_limit() throws InterruptedException {
    temperatures(87.5, 90, 86, 75, 74.9);
    guard.awaitCool();

    assertThat(temperatures).isEmpty();
    assertThat(guard.pauses()).containsExactly(new ThermalPause(BEGIN, Duration.ofSeconds(4), 90));
  }

  @Test
  void each_pause_is_recorded() throws InterruptedException {
    temperatures(88, 70, 80, 89, 90, 70);
    for (int step = 0; step < 3; step++) {
      guard.awaitCool();
    }
    assertThat(guard.pauses())
        .containsExactly(
            new ThermalPause(BEGIN, Duration.ofSeconds(1), 88),
            new ThermalPause(BEGIN.plusSeconds(1), Duration.ofSeconds(2), 90));
    assertThat(guard.totalPaused()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void a_sensor_that_falls_silent_ends_the_pause() throws InterruptedException {
    temperatures(88);
    temperatures.add(OptionalDouble.empty());
    guard.awaitCool();

    assertThat(guard.totalPaused()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void an_interrupt_ends_the_pause_which_is_recorded() {
    temperatures(88);
    interrupting = true;

    assertThatThrownBy(guard::awaitCool).isInstanceOf(InterruptedException.class);
    assertThat(guard.pauses()).containsExactly(new ThermalPause(BEGIN, Duration.ZERO, 88));
  }

  @Test
  void a_real_thread_that_is_interrupted_does_not_wait() {
    ThermalGuard real = new ThermalGuard(() -> OptionalDouble.of(99), ThermalLimits.DEFAULT);
    Thread.currentThread().interrupt();

    assertThatThrownBy(real::awaitCool).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(real.pauses()).hasSize(1);
  }

  @Test
  void without_a_sensor_nothing_waits() throws InterruptedException {
    ThermalGuard off = ThermalGuard.off();
    off.awaitCool();

    assertThat(off.pauses()).isEqualTo(List.of());
  }

  @ParameterizedTest
  @CsvSource({"75, 75", "75, 80", "121, 75", "87, 0", "NaN, 75", "87, NaN", "Infinity, 75"})
  void limits_out_of_order_are_refused(double pauseAbove, double resumeBelow) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThermalLimits(pauseAbove, resumeBelow))
        .withMessage(
            "ThermalLimits: expected 0 < resumeBelowCelsius < pauseAboveCelsius <= 120, got"
                + " resumeBelowCelsius %s and pauseAboveCelsius %s",
            resumeBelow, pauseAbove);
  }
}
