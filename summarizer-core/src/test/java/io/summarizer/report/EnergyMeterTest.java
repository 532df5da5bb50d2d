package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EnergyMeterTest {
  private final EnergyMeter meter = new EnergyMeter();

  @Test
  void power_is_summed_up_over_time() {
    meter.add(0, FakeGpu.reading(0, 0, 0, 100));
    meter.add(1800, FakeGpu.reading(0, 0, 0, 300));
    assertThat(meter.wattHours().getAsDouble()).isCloseTo(100, within(1e-9));
  }

  @Test
  void a_reading_without_power_is_bridged() {
    meter.add(0, FakeGpu.reading(0, 0, 0, 100));
    meter.add(900, GpuReading.EMPTY);
    meter.add(1800, FakeGpu.reading(0, 0, 0, 300));
    assertThat(meter.wattHours().getAsDouble()).isCloseTo(100, within(1e-9));
  }

  @Test
  void the_cards_own_counter_goes_before_its_power() {
    meter.add(0, FakeGpu.energy(1_000_000));
    meter.add(10, FakeGpu.energy(1_007_200));
    assertThat(meter.wattHours()).hasValue(2);
  }

  @Test
  void a_counter_that_begins_again_is_not_used() {
    meter.add(0, FakeGpu.energy(1_000_000));
    meter.add(1800, FakeGpu.energy(5));
    meter.add(3600, FakeGpu.energy(2_000_000));
    assertThat(meter.wattHours().getAsDouble()).isCloseTo(1, within(1e-9));
  }
}
