package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.summarizer.gpu.GpuDevice;
import io.summarizer.gpu.ThrottleReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Shell scripts stand for nvidia-smi. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class NvidiaSmiSensorTest {
  private static final long MIB = 1L << 20;
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  private String script(String... lines) throws IOException {
    Path script = folder.resolve("nvidia-smi");
    Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }

  /** Answers a query of columns as nvidia-smi does, and refuses those that it does not know. */
  private String gpu(Map<String, String> values) throws IOException {
    String known =
        values.entrySet().stream()
            .map(e -> "'%s') value='%s';;".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining("\n"));
    return script(
        "echo \"$@\" >> '" + folder.resolve("calls") + "'",
        "row=",
        "for column in $(echo \"${1#--query-gpu=}\" | tr , ' '); do",
        "case $column in",
        known,
        "*) echo \"Field \\\"$column\\\" is not a valid field to query.\"; echo; exit 2;;",
        "esac",
        "row=\"$row, $value\"",
        "done",
        "echo \"${row#, }\"");
  }

  private static Map<String, String> newCard() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("index", "0");
    values.put("driver_version", "580.95.05");
    values.put("memory.total", "24564");
    values.put("compute_cap", "8.9");
    values.put("name", "NVIDIA GeForce RTX 4090, Founders Edition");
    values.put("memory.used", "6021");
    values.put("utilization.gpu", "97");
    values.put("temperature.gpu", "66");
    values.put("power.draw", "250.53");
    values.put("clocks_event_reasons.active", "0x0000000000000024");
    values.put("clocks_throttle_reasons.active", "0x0000000000000024");
    return values;
  }

  @Test
  void a_new_driver_tells_everything_but_energy() throws IOException {
    Gpus gpus = NvidiaSmiSensor.open(gpu(newCard()), LONG);

    assertThat(gpus.explanation()).isEqualTo("nvidia-smi, driver 580.95.05");
    assertThat(gpus.sensors())
        .extracting(GpuSensor::device)
        .containsExactly(
            new GpuDevice(
                0,
                "NVIDIA GeForce RTX 4090, Founders Edition",
                "580.95.05",
                OptionalLong.of(24564 * MIB),
                Optional.of("8.9")));
    assertThat(gpus.sensors().get(0).read())
        .isEqualTo(
            new GpuReading(
                OptionalLong.of(6021 * MIB),
                OptionalDouble.of(97),
                OptionalDouble.of(66),
                OptionalDouble.of(250.53),
                OptionalDouble.empty(),
                Set.of(ThrottleReason.POWER_CAP, ThrottleReason.SOFTWARE_THERMAL)));
  }

  @Test
  void an_old_driver_is_asked_once_for_columns_that_it_does_not_know() throws IOException {
    Map<String, String> values = newCard();
    values.put("driver_version", "470.256.02");
    values.put("name", "NVIDIA GeForce GTX 1080");
    values.put("clocks_throttle_reasons.active", "0x0000000000000040");
    values.remove("compute_cap");
    values.remove("clocks_event_reasons.active");
    GpuSensor sensor = NvidiaSmiSensor.open(gpu(values), LONG).sensors().get(0);

    assertThat(sensor.device().computeCapability()).isEmpty();
    assertThat(sensor.device().name()).isEqualTo("NVIDIA GeForce GTX 1080");
    assertThat(sensor.read().throttleReasons()).containsExactly(ThrottleReason.HARDWARE_THERMAL);
    assertThat(sensor.read().temperatureCelsius()).hasValue(66);
    int refusedAndGranted = 2 + 2;
    assertThat(Files.readAllLines(folder.resolve("calls"))).hasSize(refusedAndGranted + 1);
  }

  @Test
  void what_a_card_does_not_tell_is_empty() throws IOException {
    Map<String, String> values = newCard();
    values.put("memory.total", "[N/A]");
    values.put("memory.used", "[Not Supported]");
    values.put("utilization.gpu", "[N/A]");
    values.put("temperature.gpu", "N/A");
    values.put("power.draw", "[Unknown Error]");
    values.put("compute_cap", "[N/A]");
    values.put("clocks_event_reasons.active", "[N/A]");
    GpuSensor sensor = NvidiaSmiSensor.open(gpu(values), LONG).sensors().get(0);

    assertThat(sensor.device().totalMemoryBytes()).isEmpty();
    assertThat(sensor.device().computeCapability()).isEmpty();
    assertThat(sensor.read()).isEqualTo(GpuReading.EMPTY);
  }

  @Test
  void each_of_several_gpus_is_asked_by_its_index() throws IOException {
    String command =
        script(
            "echo 'WARNING: infoROM is corrupted at gpu 0000:02:00.0' >&2",
            "case \"$3\" in",
            "'') echo '0, 550.54.15, 81559, 9.0, NVIDIA H100 80GB HBM3'",
            "    echo '3, 550.54.15, 81559, 9.0, NVIDIA H100 80GB HBM3';;",
            "--id=0) echo '10, 1, 30, 70.00, 0x1, 0x1';;",
            "--id=3) echo '20, 2, 31, 71.00, 0x1, 0x1';;",
            "esac");

    assertThat(NvidiaSmiSensor.open(command, LONG).sensors())
        .extracting(sensor -> sensor.device().index(), sensor -> sensor.read().temperatureCelsius())
        .containsExactly(tuple(0, OptionalDouble.of(30)), tuple(3, OptionalDouble.of(31)));
  }

  @Test
  void a_failure_is_the_reason_why_there_are_none() throws IOException {
    String command =
        script(
            "echo \"NVIDIA-SMI has failed because it couldn't communicate with the driver.\"",
            "echo 'Make sure that it is running.'",
            "exit 9");

    Gpus gpus = NvidiaSmiSensor.open(command, LONG);
    assertThat(gpus.sensors()).isEmpty();
    assertThat(gpus.explanation())
        .isEqualTo(
            "nvidia-smi failed with exit code 9: NVIDIA-SMI has failed because it couldn't"
                + " communicate with the driver.");
  }

  @Test
  void a_machine_without_gpus_says_so() throws IOException {
    assertThat(NvidiaSmiSensor.open(script("echo 'No devices were found'"), LONG).explanation())
        .isEqualTo("nvidia-smi lists no GPU");
  }

  @Test
  void a_command_that_is_not_there_is_the_reason_why_there_are_none() {
    assertThat(NvidiaSmiSensor.open(folder.resolve("missing").toString(), LONG).explanation())
        .isEqualTo("the command nvidia-smi cannot be run");
  }

  @Test
  void a_command_that_hangs_is_ended() throws IOException {
    Path processes = folder.resolve("processes");
    String command = script("sleep 600 &", "echo $$ $! > '" + processes + "'", "wait");

    assertThat(NvidiaSmiSensor.open(command, Duration.ofSeconds(2)).explanation())
        .isEqualTo("nvidia-smi gave no answer within 2000 ms");
    for (String process : Files.readString(processes).strip().split(" ")) {
      CompletableFuture<?> ended =
          ProcessHandle.of(Long.parseLong(process))
              .map(ProcessHandle::onExit)
              .orElse(CompletableFuture.completedFuture(null));
      assertThat(ended).succeedsWithin(Duration.ofMinutes(1));
    }
  }

  @Test
  void a_gpu_that_falls_off_the_bus_reads_empty() throws IOException {
    GpuSensor sensor = NvidiaSmiSensor.open(gpu(newCard()), LONG).sensors().get(0);
    script("echo 'Unable to determine the device handle for GPU'", "exit 15");

    assertThat(sensor.read()).isEqualTo(GpuReading.EMPTY);
  }

  @Test
  void an_interrupted_thread_reads_empty_and_stays_interrupted() throws IOException {
    GpuSensor sensor = NvidiaSmiSensor.open(gpu(newCard()), LONG).sensors().get(0);
    Thread.currentThread().interrupt();

    assertThat(sensor.read()).isEqualTo(GpuReading.EMPTY);
    assertThat(Thread.interrupted()).isTrue();
  }
}
