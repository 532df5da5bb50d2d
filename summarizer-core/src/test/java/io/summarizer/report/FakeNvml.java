package io.summarizer.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** An NVML with one GPU, whose functions can be made to fail or to be missing. */
final class FakeNvml implements NvmlLibrary {
  private static final long HANDLE = 0x7f00_1234_5678L;
  private static final long GIB = 1L << 30;

  /** Return codes by the name of the function; 0 for the others. */
  final Map<String, Integer> codes = new HashMap<>();

  /** Functions that this version does not have. */
  final Set<String> missing = new HashSet<>();

  int devices = 1;
  int shutdowns;

  private int code(String function) {
    if (missing.contains(function)) {
      throw new UnsatisfiedLinkError("Error looking up function '" + function + "'");
    }
    return codes.getOrDefault(function, 0);
  }

  private int code(String function, long device) {
    return device == HANDLE ? code(function) : 2;
  }

  private static void fill(byte[] bytes, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    System.arraycopy(utf8, 0, bytes, 0, utf8.length);
  }

  @Override
  public int nvmlInit_v2() {
    return code("init");
  }

  @Override
  public int nvmlShutdown() {
    shutdowns++;
    return 0;
  }

  @Override
  public int nvmlSystemGetDriverVersion(byte[] version, int length) {
    fill(version, "580.95.05");
    return code("driver");
  }

  @Override
  public int nvmlDeviceGetCount_v2(int[] count) {
    count[0] = devices;
    return code("count");
  }

  @Override
  public int nvmlDeviceGetHandleByIndex_v2(int index, long[] device) {
    device[0] = HANDLE;
    return code("handle" + index);
  }

  @Override
  public int nvmlDeviceGetName(long device, byte[] name, int length) {
    fill(name, "NVIDIA Test 4090");
    return code("name", device);
  }

  @Override
  public int nvmlDeviceGetCudaComputeCapability(long device, int[] major, int[] minor) {
    major[0] = 8;
    minor[0] = 9;
    return code("capability", device);
  }

  @Override
  public int nvmlDeviceGetMemoryInfo(long device, long[] memory) {
    memory[0] = 24 * GIB;
    memory[1] = 17 * GIB;
    memory[2] = 7 * GIB;
    return code("memory", device);
  }

  @Override
  public int nvmlDeviceGetMemoryInfo_v2(long device, long[] memory) {
    int size = 40;
    if (memory[0] != (size | 2 << 24)) {
      return 25;
    }
    memory[1] = 24 * GIB;
    memory[2] = GIB;
    memory[3] = 17 * GIB;
    memory[4] = 6 * GIB;
    return code("memory2", device);
  }

  @Override
  public int nvmlDeviceGetUtilizationRates(long device, int[] rates) {
    rates[0] = 97;
    rates[1] = 41;
    return code("utilization", device);
  }

  @Override
  public int nvmlDeviceGetTemperature(long device, int sensor, int[] celsius) {
    celsius[0] = 66;
    return sensor == 0 ? code("temperature", device) : 2;
  }

  @Override
  public int nvmlDeviceGetPowerUsage(long device, int[] milliwatts) {
    milliwatts[0] = 250_500;
    return code("power", device);
  }

  @Override
  public int nvmlDeviceGetTotalEnergyConsumption(long device, long[] millijoules) {
    millijoules[0] = 5_000_000_000_123L;
    return code("energy", device);
  }

  @Override
  public int nvmlDeviceGetCurrentClocksEventReasons(long device, long[] reasons) {
    reasons[0] = 0x24;
    return code("eventReasons", device);
  }

  @Override
  public int nvmlDeviceGetCurrentClocksThrottleReasons(long device, long[] reasons) {
    reasons[0] = 0x41 | 1L << 40;
    return code("throttleReasons", device);
  }

  @Override
  public String nvmlErrorString(int code) {
    return code == 9 ? "Driver Not Loaded" : "Unknown Error";
  }
}
