package io.summarizer.doctor;

import io.summarizer.gpu.GpuDevice;
import io.summarizer.runtime.CudaAdvice;
import io.summarizer.runtime.CudaLibrary;
import io.summarizer.runtime.CudaSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a GPU can be used. That there is none is nothing bad; that there is one which cannot be
 * used, or an ONNX Runtime for GPUs without any, is a warning.
 *
 * @param gpus as the driver lists them
 */
record CudaCheck(CudaSupport support, List<GpuDevice> gpus) {
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    boolean wanted = support.provider() || !gpus.isEmpty() || !support.driver().gpus().isEmpty();
    if (gpus.isEmpty()) {
      findings.add(Finding.ok("GPU", "no NVIDIA GPU"));
    }
    gpus.forEach(gpu -> findings.add(Finding.ok("GPU " + gpu.index(), describe(gpu))));
    Optional<String> obstacle = support.obstacle(0);
    if (obstacle.isEmpty()) {
      findings.add(Finding.ok("CUDA", "can be used: device cuda:0 and auto"));
      return findings;
    }
    if (!wanted) {
      findings.add(Finding.ok("CUDA", "not used: " + obstacle.get()));
      return findings;
    }
    findings.add(
        new Finding("CUDA", Verdict.WARNING, "cannot be used: " + obstacle.get(), advice()));
    support.libraries().forEach(library -> findings.add(library(library)));
    return findings;
  }

  private List<String> advice() {
    CudaAdvice advice = new CudaAdvice(support);
    List<String> steps = new ArrayList<>();
    advice.artifact().ifPresent(steps::add);
    advice.driver().ifPresent(steps::add);
    steps.addAll(advice.libraries());
    return steps;
  }

  private static Finding library(CudaLibrary library) {
    return new Finding(
        library.name(),
        library.loadable() ? Verdict.OK : Verdict.WARNING,
        library.whereabouts(),
        List.of());
  }

  private static String describe(GpuDevice gpu) {
    List<String> parts = new ArrayList<>(List.of(gpu.name()));
    gpu.totalMemoryBytes().ifPresent(bytes -> parts.add(Bytes.text(bytes)));
    gpu.computeCapability().ifPresent(version -> parts.add("compute capability " + version));
    parts.add("driver " + gpu.driver());
    return parts.stream().collect(Collectors.joining(", "));
  }
}
