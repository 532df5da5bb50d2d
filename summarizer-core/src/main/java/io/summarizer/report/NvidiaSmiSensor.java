package io.summarizer.report;

import io.summarizer.gpu.GpuDevice;
import io.summarizer.gpu.ThrottleReason;
import io.summarizer.report.NvidiaSmi.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** A GPU read through {@code nvidia-smi}. A value that it has not, as "[N/A]", is empty. */
final class NvidiaSmiSensor implements GpuSensor {
  private static final String INDEX = "index";
  private static final String DRIVER = "driver_version";
  private static final String TOTAL = "memory.total";
  private static final String CAPABILITY = "compute_cap";
  private static final String NAME = "name";
  private static final List<String> DEVICE = List.of(INDEX, DRIVER, TOTAL, CAPABILITY, NAME);

  private static final String USED = "memory.used";
  private static final String UTILIZATION = "utilization.gpu";
  private static final String TEMPERATURE = "temperature.gpu";
  private static final String POWER = "power.draw";
  private static final String REASONS = "clocks_event_reasons.active";
  private static final String REASONS_BEFORE_535 = "clocks_throttle_reasons.active";
  private static final List<String> READING =
      List.of(USED, UTILIZATION, TEMPERATURE, POWER, REASONS, REASONS_BEFORE_535);

  private static final double MEBIBYTE = 1 << 20;

  private final NvidiaSmi smi;
  private final GpuDevice device;

  private NvidiaSmiSensor(NvidiaSmi smi, GpuDevice device) {
    this.smi = smi;
    this.device = device;
  }

  /** The GPUs that a command lists. */
  static Gpus open(String command, Duration timeout) {
    NvidiaSmi smi = new NvidiaSmi(command, timeout);
    Answer answer = smi.query(DEVICE, Optional.empty());
    List<NvidiaSmiSensor> sensors =
        answer.rows().stream()
            .filter(row -> number(row, INDEX).isPresent())
            .map(row -> new NvidiaSmiSensor(smi, device(row)))
            .toList();
    if (sensors.isEmpty()) {
      return Gpus.none(answer.rows().isEmpty() ? answer.problem() : "nvidia-smi lists no GPU");
    }
    return Gpus.of(sensors, "nvidia-smi, driver " + sensors.get(0).device.driver(), () -> {});
  }

  private static GpuDevice device(Map<String, String> row) {
    return new GpuDevice(
        (int) number(row, INDEX).orElseThrow(),
        row.getOrDefault(NAME, "unknown"),
        row.getOrDefault(DRIVER, "unknown"),
        bytes(row, TOTAL),
        Optional.ofNullable(row.get(CAPABILITY)).filter(text -> text.matches("\\d+\\.\\d+")));
  }

  @Override
  public GpuDevice device() {
    return device;
  }

  @Override
  public GpuReading read() {
    return smi.query(READING, Optional.of(device.index())).rows().stream()
        .findFirst()
        .map(NvidiaSmiSensor::reading)
        .orElse(GpuReading.EMPTY);
  }

  private static GpuReading reading(Map<String, String> row) {
    return new GpuReading(
        bytes(row, USED),
        number(row, UTILIZATION),
        number(row, TEMPERATURE),
        number(row, POWER),
        OptionalDouble.empty(),
        reasons(row));
  }

  private static Set<ThrottleReason> reasons(Map<String, String> row) {
    String mask = row.getOrDefault(REASONS, row.getOrDefault(REASONS_BEFORE_535, ""));
    return mask.matches("0x[0-9a-fA-F]{1,16}")
        ? ThrottleMask.reasons(Long.parseUnsignedLong(mask.substring(2), 16))
        : Set.of();
  }

  private static OptionalLong bytes(Map<String, String> row, String column) {
    OptionalDouble mebibytes = number(row, column);
    return mebibytes.isPresent()
        ? OptionalLong.of(Math.round(mebibytes.getAsDouble() * MEBIBYTE))
        : OptionalLong.empty();
  }

  private static OptionalDouble number(Map<String, String> row, String column) {
    String text = row.getOrDefault(column, "");
    return text.matches("\\d{1,15}(\\.\\d+)?")
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
