package io.summarizer.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What CUDA needs on a machine, and how much of it is there.
 *
 * @param onnxRuntime its version
 * @param platform the operating system and processor, as in "linux x86_64"
 * @param provider whether the ONNX Runtime that was loaded has been built with CUDA
 * @param providerFile whether the class path holds the CUDA provider, loaded or not
 * @param driver what NVIDIA's driver offers
 * @param loadError what ONNX Runtime said when its CUDA provider could not be loaded
 * @param libraries that were looked for; none where the provider could be loaded
 */
public record CudaSupport(
    String onnxRuntime,
    String platform,
    boolean provider,
    boolean providerFile,
    CudaDriver driver,
    Optional<String> loadError,
    List<CudaLibrary> libraries) {
  /** The artifact with CUDA. */
  public static final String ARTIFACT = "com.microsoft.onnxruntime:onnxruntime_gpu";

  private static final Set<String> PLATFORMS = Set.of("linux x86_64", "windows x86_64");

  /** Copies the list. */
  public CudaSupport {
    libraries = List.copyOf(libraries);
  }

  /** Examines this machine. Where everything is there the provider is loaded by it. */
  public static CudaSupport ofThisMachine(boolean cudnn) {
    return examine(ThisMachine.INSTANCE, cudnn);
  }

  /** As far as the choice of a device needs it: nothing is searched where it does not matter. */
  static CudaSupport forChoice(Machine machine, boolean cudnn) {
    return machine.hasCuda() ? examine(machine, cudnn) : of(machine, Optional.empty(), List.of());
  }

  static CudaSupport examine(Machine machine, boolean cudnn) {
    CudaDriver driver = machine.driver();
    // Without a driver the provider cannot be loaded, and unpacking its 600 MB takes seconds.
    boolean tries = machine.hasCuda() && driver.problem().isEmpty();
    Optional<String> error = tries ? machine.loadCudaProvider() : Optional.empty();
    boolean loaded = tries && error.isEmpty();
    List<String> names = error.isPresent() ? machine.neededLibraries() : List.of();
    List<CudaLibrary> libraries =
        loaded && !cudnn ? List.of() : CudaLibrary.find(names, cudnn, machine.libraries());
    return of(machine, error, libraries);
  }

  private static CudaSupport of(
      Machine machine, Optional<String> error, List<CudaLibrary> libraries) {
    return new CudaSupport(
        machine.onnxRuntimeVersion(),
        machine.platform(),
        machine.hasCuda(),
        machine.hasCudaProviderFile(),
        machine.driver(),
        error,
        libraries);
  }

  /** Whether ONNX Runtime comes with CUDA for this platform. */
  public boolean isForPlatform() {
    return PLATFORMS.contains(platform);
  }

  /** The major version of CUDA whose libraries are needed. */
  public int cudaMajor() {
    return libraries.stream()
        .map(CudaLibrary::name)
        .filter(name -> name.matches("libcudart\\.so\\.\\d{1,3}"))
        .map(name -> Integer.parseInt(name.substring(name.lastIndexOf('.') + 1)))
        .findFirst()
        .orElse(12);
  }

  /** The libraries that the loader does not find. */
  public List<CudaLibrary> missing() {
    return libraries.stream().filter(library -> !library.loadable()).toList();
  }

  /** Why the GPU of this number cannot be used, in one clause; empty if it can. */
  public Optional<String> obstacle(int index) {
    if (!isForPlatform()) {
      return Optional.of("ONNX Runtime has no CUDA for " + platform);
    }
    if (!provider) {
      return Optional.of(
          providerFile
              ? "onnxruntime, for CPUs, comes before onnxruntime_gpu on the class path"
              : "this ONNX Runtime is the one for CPUs");
    }
    if (driver.problem().isPresent()) {
      return Optional.of("NVIDIA's driver offers no GPU: " + driver.problem().get());
    }
    if (driver.cudaVersion() < cudaMajor() * 1000) {
      return Optional.of(
          "NVIDIA's driver is too old: it runs CUDA up to " + driver.cudaVersionText());
    }
    if (driver.gpu(index).isEmpty()) {
      int count = driver.gpus().size();
      return Optional.of(
          "CUDA sees " + count + (count == 1 ? " GPU" : " GPUs") + ", counted from 0");
    }
    if (loadError.isPresent() || !missing().isEmpty()) {
      List<String> names = missing().stream().map(CudaLibrary::name).toList();
      return Optional.of(
          names.isEmpty()
              ? "ONNX Runtime cannot load its CUDA provider"
              : "libraries of CUDA are missing: " + String.join(", ", names));
    }
    return Optional.empty();
  }
}
