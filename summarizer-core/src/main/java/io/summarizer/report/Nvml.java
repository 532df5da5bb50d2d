package io.summarizer.report;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens NVML, the library of NVIDIA's driver. */
final class Nvml {
  /** Longer than any name or version; NVML fills up to the length it is given. */
  private static final int TEXT_LENGTH = 96;

  private Nvml() {}

  /** The library, if the machine has it. */
  static Optional<NvmlLibrary> load() {
    try {
      // The plain name, libnvidia-ml.so, comes only with the development package.
      String name = Platform.isWindows() ? "nvml" : "libnvidia-ml.so.1";
      return Optional.of(Native.load(name, NvmlLibrary.class));
    } catch (LinkageError e) { // of NVML, or of JNA where it has no place to unpack its own library
      return Optional.empty();
    }
  }

  /** The GPUs that a library knows. */
  static Gpus open(NvmlLibrary nvml) {
    try {
      int code = nvml.nvmlInit_v2();
      if (code != 0) {
        return Gpus.none("NVML cannot be used: " + nvml.nvmlErrorString(code));
      }
    } catch (LinkageError e) {
      return Gpus.none("NVML cannot be used: the driver is too old, before release 319");
    }
    List<NvmlSensor> sensors = sensors(nvml);
    if (sensors.isEmpty()) {
      nvml.nvmlShutdown();
      return Gpus.none("NVML finds no GPU that it may use");
    }
    return Gpus.of(sensors, "NVML, driver " + sensors.get(0).device().driver(), nvml::nvmlShutdown);
  }

  private static List<NvmlSensor> sensors(NvmlLibrary nvml) {
    String driver = text((bytes, length) -> nvml.nvmlSystemGetDriverVersion(bytes, length));
    int[] count = new int[1];
    if (nvml.nvmlDeviceGetCount_v2(count) != 0) {
      return List.of();
    }
    List<NvmlSensor> sensors = new ArrayList<>();
    for (int i = 0; i < count[0]; i++) {
      long[] handle = new long[1];
      if (nvml.nvmlDeviceGetHandleByIndex_v2(i, handle) == 0) {
        sensors.add(new NvmlSensor(nvml, handle[0], i, driver));
      }
    }
    return sensors;
  }

  /** A call that fills in a text. */
  interface TextCall {
    int fill(byte[] bytes, int length);
  }

  static String text(TextCall call) {
    byte[] bytes = new byte[TEXT_LENGTH];
    if (call.fill(bytes, bytes.length) != 0) {
      return "unknown";
    }
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
