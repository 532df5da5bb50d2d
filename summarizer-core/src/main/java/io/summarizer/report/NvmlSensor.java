package io.summarizer.report;

import io.summarizer.gpu.GpuDevice;
import io.summarizer.gpu.ThrottleReason;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToIntFunction;

/** A GPU read through NVML. A value whose call fails, for whatever reason, is empty. */
final class NvmlSensor implements GpuSensor {
  private static final int CHIP = 0;

  /** {@code nvmlMemory_v2}: the structure's size and, in the highest byte, its version. */
  private static final long MEMORY_V2 = 5 * Long.BYTES | 2 << 24;

  private final NvmlLibrary nvml;
  private final long handle;
  private final GpuDevice device;

  NvmlSensor(NvmlLibrary nvml, long handle, int index, String driver) {
    this.nvml = nvml;
    this.handle = handle;
    this.device =
        new GpuDevice(
            index,
            Nvml.text((bytes, length) -> nvml.nvmlDeviceGetName(handle, bytes, length)),
            driver,
            memory().map(memory -> OptionalLong.of(memory.total)).orElse(OptionalLong.empty()),
            computeCapability());
  }

  @Override
  public GpuDevice device() {
    return device;
  }

  @Override
  public GpuReading read() {
    return new GpuReading(
        memory().map(memory -> OptionalLong.of(memory.used)).orElse(OptionalLong.empty()),
        ints(2, rates -> nvml.nvmlDeviceGetUtilizationRates(handle, rates), 1),
        ints(1, celsius -> nvml.nvmlDeviceGetTemperature(handle, CHIP, celsius), 1),
        ints(1, milliwatts -> nvml.nvmlDeviceGetPowerUsage(handle, milliwatts), 1000),
        energy(),
        throttleReasons());
  }

  private record Memory(long total, long used) {}

  /** Without what the driver keeps for itself, as nvidia-smi prints it, where NVML tells it. */
  private Optional<Memory> memory() {
    long[] newer = {MEMORY_V2, 0, 0, 0, 0};
    if (succeeds(() -> nvml.nvmlDeviceGetMemoryInfo_v2(handle, newer))) {
      return Optional.of(new Memory(newer[1], newer[4]));
    }
    long[] older = new long[3];
    return succeeds(() -> nvml.nvmlDeviceGetMemoryInfo(handle, older))
        ? Optional.of(new Memory(older[0], older[2]))
        : Optional.empty();
  }

  private Optional<String> computeCapability() {
    int[] major = new int[1];
    int[] minor = new int[1];
    return succeeds(() -> nvml.nvmlDeviceGetCudaComputeCapability(handle, major, minor))
        ? Optional.of(major[0] + "." + minor[0])
        : Optional.empty();
  }

  private OptionalDouble energy() {
    long[] millijoules = new long[1];
    return succeeds(() -> nvml.nvmlDeviceGetTotalEnergyConsumption(handle, millijoules))
        ? OptionalDouble.of(millijoules[0] / 1000.0)
        : OptionalDouble.empty();
  }

  private Set<ThrottleReason> throttleReasons() {
    long[] mask = new long[1];
    boolean known =
        succeeds(() -> nvml.nvmlDeviceGetCurrentClocksEventReasons(handle, mask))
            || succeeds(() -> nvml.nvmlDeviceGetCurrentClocksThrottleReasons(handle, mask));
    return known ? ThrottleMask.reasons(mask[0]) : Set.of();
  }

  private static OptionalDouble ints(int length, ToIntFunction<int[]> call, double divisor) {
    int[] values = new int[length];
    return succeeds(() -> call.applyAsInt(values))
        ? OptionalDouble.of(values[0] / divisor)
        : OptionalDouble.empty();
  }

  private interface Call {
    int code();
  }

  private static boolean succeeds(Call call) {
    try {
      return call.code() == 0;
    } catch (UnsatisfiedLinkError e) { // this driver has no such function
      return false;
    }
  }
}
