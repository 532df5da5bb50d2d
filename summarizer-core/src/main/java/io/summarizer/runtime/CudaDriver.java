package io.summarizer.runtime;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What NVIDIA's driver offers to CUDA programs.
 *
 * <p>It is asked through libcuda and not NVML, because the two may count GPUs differently, and it
 * is CUDA's number that a session takes.
 *
 * @param problem why there is no GPU to be used, else empty
 * @param cudaVersion the newest CUDA that the driver can run, as 12080 for 12.8; 0 if unknown
 * @param gpus that CUDA sees, in its order
 */
public record CudaDriver(Optional<String> problem, int cudaVersion, List<CudaGpu> gpus) {
  private static final int NAME_LENGTH = 256;
  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;

  private static final String NO_GPU =
      "it sees no GPU; check CUDA_VISIBLE_DEVICES and, in a container, that it has GPUs";

  private static final Map<Integer, String> CODES =
      Map.of(
          100, NO_GPU,
          101, "CUDA_VISIBLE_DEVICES names a GPU that is not there",
          802, "the GPUs are not ready; is nvidia-fabricmanager running?",
          803, "its library and its kernel module differ in version; restart the machine",
          804, "it is too old for the compatibility library of CUDA that is installed",
          999, "unknown error; is the kernel module loaded (nvidia-smi tells)?");

  /** Copies the list. */
  public CudaDriver {
    gpus = List.copyOf(gpus);
  }

  /** The library that every driver installs. */
  static String libraryName() {
    return Platform.isWindows() ? "nvcuda" : "libcuda.so.1";
  }

  /** Asks this machine's driver. */
  static CudaDriver ask() {
    try {
      return ask(Native.load(libraryName(), CudaDriverLibrary.class));
    } catch (LinkageError e) { // of the driver, or of JNA where it cannot unpack its own library
      return none(0, libraryName() + " is not installed");
    }
  }

  static CudaDriver ask(CudaDriverLibrary cuda) {
    int[] version = new int[1];
    if (cuda.cuDriverGetVersion(version) != 0) {
      version[0] = 0;
    }
    int code = cuda.cuInit(0);
    if (code != 0) {
      return none(version[0], CODES.getOrDefault(code, "it cannot be started, error " + code));
    }
    List<CudaGpu> gpus = gpus(cuda);
    return gpus.isEmpty()
        ? none(version[0], NO_GPU)
        : new CudaDriver(Optional.empty(), version[0], gpus);
  }

  private static CudaDriver none(int version, String problem) {
    return new CudaDriver(Optional.of(problem), version, List.of());
  }

  private static List<CudaGpu> gpus(CudaDriverLibrary cuda) {
    int[] count = new int[1];
    if (cuda.cuDeviceGetCount(count) != 0) {
      return List.of();
    }
    List<CudaGpu> gpus = new ArrayList<>();
    for (int i = 0; i < count[0]; i++) {
      int[] device = new int[1];
      long[] memory = new long[1];
      int[] major = new int[1];
      int[] minor = new int[1];
      byte[] name = new byte[NAME_LENGTH];
      if (cuda.cuDeviceGet(device, i) == 0
          && cuda.cuDeviceGetAttribute(major, CAPABILITY_MAJOR, device[0]) == 0
          && cuda.cuDeviceGetAttribute(minor, CAPABILITY_MINOR, device[0]) == 0
          && cuda.cuDeviceTotalMem_v2(memory, device[0]) == 0
          && cuda.cuDeviceGetName(name, NAME_LENGTH, device[0]) == 0) {
        ComputeCapability capability = new ComputeCapability(major[0], minor[0]);
        gpus.add(new CudaGpu(i, text(name), capability, memory[0]));
      }
    }
    return gpus;
  }

  private static String text(byte[] bytes) {
    String all = new String(bytes, StandardCharsets.UTF_8);
    return all.substring(0, Math.max(0, all.indexOf('\0')));
  }

  /** Such as "12.8". */
  public String cudaVersionText() {
    return cudaVersion / 1000 + "." + cudaVersion % 1000 / 10;
  }

  /** The GPU of a number, if CUDA sees it. */
  Optional<CudaGpu> gpu(int index) {
    return gpus.stream().filter(gpu -> gpu.index() == index).findFirst();
  }
}
