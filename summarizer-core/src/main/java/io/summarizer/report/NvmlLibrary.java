package io.summarizer.report;

import com.sun.jna.Library;

/**
 * The functions of NVML that are used, as C declares them; see <a
 * href="https://docs.nvidia.com/deploy/nvml-api/">its reference</a>. Each but the last returns a
 * code, 0 for success. Arrays stand for pointers; a device's handle is a pointer. A function that a
 * driver is too old or too new for throws {@link UnsatisfiedLinkError} when it is called.
 */
interface NvmlLibrary extends Library {
  int nvmlInit_v2();

  int nvmlShutdown();

  int nvmlSystemGetDriverVersion(byte[] version, int length);

  int nvmlDeviceGetCount_v2(int[] count);

  int nvmlDeviceGetHandleByIndex_v2(int index, long[] device);

  int nvmlDeviceGetName(long device, byte[] name, int length);

  int nvmlDeviceGetCudaComputeCapability(long device, int[] major, int[] minor);

  /** In bytes: total, free, used, which counts what the driver keeps for itself. */
  int nvmlDeviceGetMemoryInfo(long device, long[] memory);

  /** The structure's version, then in bytes: total, reserved by the driver, free, used. */
  int nvmlDeviceGetMemoryInfo_v2(long device, long[] memory);

  /** In percent of the time: GPU, memory. */
  int nvmlDeviceGetUtilizationRates(long device, int[] rates);

  int nvmlDeviceGetTemperature(long device, int sensor, int[] celsius);

  int nvmlDeviceGetPowerUsage(long device, int[] milliwatts);

  int nvmlDeviceGetTotalEnergyConsumption(long device, long[] millijoules);

  int nvmlDeviceGetCurrentClocksEventReasons(long device, long[] reasons);

  /** The same under the name it had before driver 535. */
  int nvmlDeviceGetCurrentClocksThrottleReasons(long device, long[] reasons);

  String nvmlErrorString(int code);
}
