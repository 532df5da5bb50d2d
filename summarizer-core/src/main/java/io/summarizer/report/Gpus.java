package io.summarizer.report;

import java.util.List;

/**
 * The NVIDIA GPUs of this machine, or why there are none to be watched. They are read through the
 * driver's library, NVML, or where that is missing with its command {@code nvidia-smi}.
 */
public final class Gpus implements AutoCloseable {
  private final List<GpuSensor> sensors;
  private final String explanation;
  private final Runnable release;

  private Gpus(List<? extends GpuSensor> sensors, String explanation, Runnable release) {
    this.sensors = List.copyOf(sensors);
    this.explanation = explanation;
    this.release = release;
  }

  /** Looks for GPUs. It never fails: a machine without any has no sensors and an explanation. */
  public static Gpus open() {
    return Nvml.load()
        .map(Nvml::open)
        .orElseGet(
            () -> {
              Gpus found = NvidiaSmiSensor.open(NvidiaSmi.COMMAND, NvidiaSmi.TIMEOUT);
              return found.sensors.isEmpty()
                  ? none(
                      "NVML, the NVIDIA driver's library, is not installed; " + found.explanation)
                  : found;
            });
  }

  static Gpus of(List<? extends GpuSensor> sensors, String explanation, Runnable release) {
    return new Gpus(sensors, explanation, release);
  }

  static Gpus none(String reason) {
    return new Gpus(List.of(), reason, () -> {});
  }

  /** One for each GPU, in the driver's order; empty where none can be watched. */
  public List<GpuSensor> sensors() {
    return sensors;
  }

  /** How they are read, or why there are none; for people. */
  public String explanation() {
    return explanation;
  }

  /** Lets go of the driver; the sensors read nothing from then on. */
  @Override
  public void close() {
    release.run();
  }
}
