package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.gpu.GpuDevice;
import io.summarizer.gpu.ThrottleReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NvmlTest {
  private static final long GIB = 1L << 30;
  private final FakeNvml nvml = new FakeNvml();

  private GpuReading read() {
    return Nvml.open(nvml).sensors().get(0).read();
  }

  @Test
  void a_gpu_tells_what_it_is_and_how_it_does() {
    Gpus gpus = Nvml.open(nvml);

    assertThat(gpus.explanation()).isEqualTo("NVML, driver 580.95.05");
    assertThat(gpus.sensors())
        .extracting(GpuSensor::device)
        .containsExactly(
            new GpuDevice(
                0, "NVIDIA Test 4090", "580.95.05", OptionalLong.of(24 * GIB), Optional.of("8.9")));
    assertThat(gpus.sensors().get(0).read())
        .isEqualTo(
            new GpuReading(
                OptionalLong.of(6 * GIB),
                OptionalDouble.of(97),
                OptionalDouble.of(66),
                OptionalDouble.of(250.5),
                OptionalDouble.of(5_000_000_000.123),
                Set.of(ThrottleReason.POWER_CAP, ThrottleReason.SOFTWARE_THERMAL)));
  }

  @Test
  void an_older_driver_is_asked_by_the_older_names() {
    nvml.missing.addAll(List.of("memory2", "eventReasons"));

    assertThat(read().usedMemoryBytes()).hasValue(7 * GIB);
    assertThat(read().throttleReasons())
        .containsExactlyInAnyOrder(ThrottleReason.IDLE, ThrottleReason.HARDWARE_THERMAL);
  }

  @Test
  void a_call_that_fails_leaves_its_value_empty_and_the_others_there() {
    int notSupported = 3;
    nvml.codes.put("utilization", notSupported);
    nvml.codes.put("energy", notSupported);

    GpuReading reading = read();
    assertThat(reading.utilizationPercent()).isEmpty();
    assertThat(reading.energyJoules()).isEmpty();
    assertThat(reading.temperatureCelsius()).hasValue(66);
  }

  @Test
  void a_lost_gpu_reads_empty() {
    int lost = 15;
    Gpus gpus = Nvml.open(nvml);
    for (String call :
        List.of(
            "memory",
            "memory2",
            "utilization",
            "temperature",
            "power",
            "energy",
            "eventReasons",
            "throttleReasons")) {
      nvml.codes.put(call, lost);
    }
    assertThat(gpus.sensors().get(0).read()).isEqualTo(GpuReading.EMPTY);
  }

  @Test
  void a_gpu_that_hides_its_name_is_still_watched() {
    nvml.codes.put("name", 999);
    nvml.codes.put("driver", 999);
    nvml.codes.put("capability", 999);
    nvml.codes.put("memory", 3);
    nvml.codes.put("memory2", 3);

    assertThat(Nvml.open(nvml).sensors().get(0).device())
        .isEqualTo(new GpuDevice(0, "unknown", "unknown", OptionalLong.empty(), Optional.empty()));
  }

  @Test
  void a_gpu_that_may_not_be_used_is_left_out() {
    nvml.devices = 3;
    int noPermission = 4;
    nvml.codes.put("handle1", noPermission);

    assertThat(Nvml.open(nvml).sensors())
        .extracting(sensor -> sensor.device().index())
        .containsExactly(0, 2);
  }

  @Test
  void a_driver_that_is_not_loaded_is_the_reason_why_there_are_none() {
    nvml.codes.put("init", 9);

    Gpus gpus = Nvml.open(nvml);
    assertThat(gpus.sensors()).isEmpty();
    assertThat(gpus.explanation()).isEqualTo("NVML cannot be used: Driver Not Loaded");
    gpus.close();
    assertThat(nvml.shutdowns).isZero();
  }

  @Test
  void a_driver_from_before_these_functions_is_the_reason_why_there_are_none() {
    nvml.missing.add("init");

    assertThat(Nvml.open(nvml).explanation())
        .isEqualTo("NVML cannot be used: the driver is too old, before release 319");
  }

  @Test
  void a_machine_without_gpus_lets_go_of_the_driver() {
    nvml.devices = 0;

    Gpus gpus = Nvml.open(nvml);
    assertThat(gpus.sensors()).isEmpty();
    assertThat(gpus.explanation()).isEqualTo("NVML finds no GPU that it may use");
    assertThat(nvml.shutdowns).isEqualTo(1);
  }

  @Test
  void closing_lets_go_of_the_driver() {
    Nvml.open(nvml).close();

    assertThat(nvml.shutdowns).isEqualTo(1);
  }

  @Test
  void looking_for_gpus_on_any_machine_gives_sensors_or_a_reason() {
    try (Gpus gpus = Gpus.open()) {
      if (gpus.sensors().isEmpty()) {
        assertThat(gpus.explanation()).containsAnyOf("NVML", "nvidia-smi");
      } else {
        assertThat(gpus.explanation()).matches("(NVML|nvidia-smi), driver .*");
      }
    }
  }
}
