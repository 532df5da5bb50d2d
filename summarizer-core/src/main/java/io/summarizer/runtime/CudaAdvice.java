package io.summarizer.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is to be done so that CUDA can be used, and what was found, for people. */
public final class CudaAdvice {
  private static final String OLDEST_DRIVER = "525";

  private final CudaSupport support;

  /** The advice for a machine. */
  public CudaAdvice(CudaSupport support) {
    this.support = support;
  }

  /** How to get the artifact with CUDA, if it is not used. */
  public Optional<String> artifact() {
    if (support.provider()) {
      return Optional.empty();
    }
    if (support.providerFile()) {
      return Optional.of(
          "Take com.microsoft.onnxruntime:onnxruntime out of the dependencies (an <exclusion> of"
              + " summarizer-core): "
              + CudaSupport.ARTIFACT
              + " holds all of it");
    }
    return Optional.of(
        "Replace the dependency com.microsoft.onnxruntime:onnxruntime (an <exclusion> of"
            + " summarizer-core) by "
            + CudaSupport.ARTIFACT
            + ":"
            + support.onnxRuntime()
            + ", 640 MB; for this project's own jar: mvn -Pgpu package");
  }

  /** How to get a driver, if there is none that will do. */
  public Optional<String> driver() {
    // None at all has version 0. What else is wrong with one, its problem says itself.
    if (support.driver().cudaVersion() >= support.cudaMajor() * 1000) {
      return Optional.empty();
    }
    return Optional.of(
        "Install NVIDIA's driver, release "
            + OLDEST_DRIVER
            + " or newer (Ubuntu: sudo ubuntu-drivers install), and restart; nvidia-smi must list"
            + " the GPU");
  }

  /** How to get the libraries that are missing, or to make the loader find them. */
  public List<String> libraries() {
    List<String> advice = new ArrayList<>();
    if (support.missing().stream().anyMatch(library -> library.file().isEmpty())) {
      advice.add(install());
    }
    boolean windows = support.platform().startsWith("windows");
    String folders =
        support.missing().stream()
            .flatMap(library -> library.file().stream())
            .map(Path::getParent)
            .map(String::valueOf)
            .distinct()
            .collect(Collectors.joining(windows ? ";" : ":"));
    if (!folders.isEmpty()) {
      advice.add(
          windows
              ? "Add to PATH, before Java is started: " + folders
              : "Before Java is started: export LD_LIBRARY_PATH="
                  + folders
                  + "${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}");
    }
    return advice;
  }

  private String install() {
    int major = support.cudaMajor();
    boolean cudnn = support.missing().stream().anyMatch(lib -> lib.name().contains("cudnn"));
    if (support.platform().startsWith("windows")) {
      return "Install NVIDIA's CUDA Toolkit " + major + (cudnn ? " and cuDNN 9" : "");
    }
    String cu = "-cu" + major;
    return "Install the libraries of CUDA "
        + major
        + ": python3 -m pip install nvidia-cuda-runtime"
        + cu
        + " nvidia-cublas"
        + cu
        + " nvidia-curand"
        + cu
        + (cudnn ? " nvidia-cudnn" + cu : "")
        + "; or, from NVIDIA's package repository, sudo apt install cuda-libraries-"
        + (major == 12 ? "12-8" : major + "-0")
        + (cudnn ? " cudnn9-cuda-" + major : "");
  }

  /** What is needed, what was found, and what to do, in lines; the first has no end. */
  String report() {
    StringBuilder text = new StringBuilder();
    text.append("ONNX Runtime ")
        .append(support.onnxRuntime())
        .append(
            " needs for CUDA: Linux or Windows on x86_64, onnxruntime_gpu, the libraries of CUDA ")
        .append(support.cudaMajor())
        .append(" and a driver of release ")
        .append(OLDEST_DRIVER)
        .append(" or newer. Here is:");
    line(text, "platform", support.platform());
    line(text, "artifact", foundArtifact());
    line(text, "driver", foundDriver());
    support.driver().gpus().forEach(gpu -> line(text, "cuda:" + gpu.index(), describe(gpu)));
    support.libraries().forEach(library -> line(text, library.name(), library.whereabouts()));
    support.loadError().ifPresent(error -> line(text, "error", error.strip()));
    text.append("\nTo do:");
    List<String> steps = new ArrayList<>();
    if (support.isForPlatform()) {
      artifact().ifPresent(steps::add);
      driver().ifPresent(steps::add);
      steps.addAll(libraries());
    }
    steps.add(steps.isEmpty() ? "Use the CPU: device cpu" : "Or use the CPU: device cpu");
    steps.forEach(step -> text.append("\n  - ").append(step));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "\n  %-18s %s", name, value));
  }

  private String foundArtifact() {
    if (support.provider()) {
      return "onnxruntime_gpu";
    }
    return support.providerFile()
        ? "onnxruntime_gpu, but onnxruntime comes before it on the class path"
        : "onnxruntime, which is for CPUs; onnxruntime_gpu is not on the class path";
  }

  private String foundDriver() {
    CudaDriver driver = support.driver();
    String version = driver.cudaVersion() == 0 ? "" : "for CUDA up to " + driver.cudaVersionText();
    return driver
        .problem()
        .map(problem -> version.isEmpty() ? problem : version + ", but " + problem)
        .orElse(version);
  }

  /** A GPU in words, as in "NVIDIA GeForce RTX 4090, 24.0 GiB, compute capability 8.9". */
  public static String describe(CudaGpu gpu) {
    return String.format(
        Locale.ROOT,
        "%s, %.1f GiB, compute capability %s",
        gpu.name(),
        gpu.memoryBytes() / (double) (1L << 30),
        gpu.capability());
  }
}
