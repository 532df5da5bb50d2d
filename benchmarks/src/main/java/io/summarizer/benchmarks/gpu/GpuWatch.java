package io.summarizer.benchmarks.gpu;

import io.summarizer.gpu.GpuUsage;
import io.summarizer.report.GpuMonitor;
import io.summarizer.report.Gpus;
import java.time.Duration;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** What the GPU does while something runs; nothing where there is none. */
final class GpuWatch {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final double MIB = 1 << 20;

  private GpuWatch() {}

  /** Something that runs. */
  interface Work<T> {
    T run() throws Exception;
  }

  /**
   * Runs something and puts into {@code line}, under {@code gpu}, the GPU's name, mean and highest
   * utilization, memory before and at most (of all programs), highest temperature and energy.
   */
  static <T> T during(Bench bench, ObjectNode line, Work<T> work) throws Exception {
    if (!bench.onGpu()) {
      return work.run();
    }
    try (Gpus gpus = Gpus.open()) {
      if (gpus.sensors().size() <= bench.index()) {
        line.putObject("gpu").put("unknown", gpus.explanation());
        return work.run();
      }
      var sensor = gpus.sensors().get(bench.index());
      OptionalLong before = sensor.read().usedMemoryBytes();
      GpuMonitor monitor = GpuMonitor.start(sensor, INTERVAL);
      try {
        return work.run();
      } finally {
        monitor.close();
        write(line.putObject("gpu"), before, monitor.usage());
      }
    }
  }

  private static void write(ObjectNode gpu, OptionalLong before, GpuUsage usage) {
    gpu.put("name", usage.device().name()).put("driver", usage.device().driver());
    usage.meanUtilizationPercent().ifPresent(x -> gpu.put("mean_utilization_percent", x));
    usage.maxUtilizationPercent().ifPresent(x -> gpu.put("max_utilization_percent", x));
    before.ifPresent(x -> gpu.put("memory_before_mib", x / MIB));
    usage.peakMemoryBytes().ifPresent(x -> gpu.put("peak_memory_mib", x / MIB));
    usage.maxTemperatureCelsius().ifPresent(x -> gpu.put("max_temperature_celsius", x));
    usage.energyWattHours().ifPresent(x -> gpu.put("energy_watt_hours", x));
    gpu.put("readings", usage.readings()).put("throttled", !usage.throttleReasons().isEmpty());
  }
}
