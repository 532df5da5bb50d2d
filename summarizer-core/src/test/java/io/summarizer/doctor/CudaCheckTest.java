package io.summarizer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.gpu.GpuDevice;
import io.summarizer.runtime.ComputeCapability;
import io.summarizer.runtime.CudaDriver;
import io.summarizer.runtime.CudaGpu;
import io.summarizer.runtime.CudaLibrary;
import io.summarizer.runtime.CudaSupport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CudaCheckTest {
  private static final GpuDevice LISTED =
      new GpuDevice(0, "NVIDIA Test", "580.95.05", OptionalLong.of(8L << 30), Optional.of("7.5"));
  private static final CudaDriver DRIVER =
      new CudaDriver(
          Optional.empty(),
          13000,
          List.of(new CudaGpu(0, "NVIDIA Test", new ComputeCapability(7, 5), 8L << 30)));
  private static final CudaDriver NO_DRIVER =
      new CudaDriver(Optional.of("libcuda.so.1 is not installed"), 0, List.of());

  private static CudaSupport support(
      boolean provider, CudaDriver driver, CudaLibrary... libraries) {
    return new CudaSupport(
        "1.29.0", "linux x86_64", provider, provider, driver, Optional.empty(), List.of(libraries));
  }

  @Test
  void machineForTheCpuAlone_isAsItShouldBe() {
    CudaLibrary missing = new CudaLibrary("libcudart.so.12", Optional.empty(), false);
    assertThat(new CudaCheck(support(false, NO_DRIVER, missing), List.of()).findings())
        .containsExactly(
            Finding.ok("GPU", "no NVIDIA GPU"),
            Finding.ok("CUDA", "not used: this ONNX Runtime is the one for CPUs"));
  }

  @Test
  void gpuThatCanBeUsed_isAsItShouldBe() {
    assertThat(new CudaCheck(support(true, DRIVER), List.of(LISTED)).findings())
        .containsExactly(
            Finding.ok("GPU 0", "NVIDIA Test, 8.0 GiB, compute capability 7.5, driver 580.95.05"),
            Finding.ok("CUDA", "can be used: device cuda:0 and auto"));
  }

  @Test
  void gpuWithAnOnnxRuntimeForCpus_isAWarningWithTheDependency() {
    Finding cuda = new CudaCheck(support(false, DRIVER), List.of(LISTED)).findings().get(1);
    assertThat(cuda.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(cuda.found()).isEqualTo("cannot be used: this ONNX Runtime is the one for CPUs");
    assertThat(cuda.advice())
        .containsExactly(
            "Replace the dependency com.microsoft.onnxruntime:onnxruntime (an <exclusion> of"
                + " summarizer-core) by com.microsoft.onnxruntime:onnxruntime_gpu:1.29.0, 640 MB;"
                + " for this project's own jar: mvn -Pgpu package");
  }

  @Test
  void onnxRuntimeForGpusWithoutADriver_isAWarning() {
    Finding cuda = new CudaCheck(support(true, NO_DRIVER), List.of()).findings().get(1);
    assertThat(cuda.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(cuda.found())
        .isEqualTo("cannot be used: NVIDIA's driver offers no GPU: libcuda.so.1 is not installed");
    assertThat(cuda.advice()).hasSize(1).first().asString().startsWith("Install NVIDIA's driver");
  }

  @Test
  void libraries_areListedWithTheirPlaces() {
    CudaLibrary there = new CudaLibrary("libcurand.so.10", Optional.of(Path.of("/a/b")), true);
    CudaLibrary missing = new CudaLibrary("libcudart.so.12", Optional.empty(), false);
    List<Finding> findings =
        new CudaCheck(support(true, DRIVER, there, missing), List.of(LISTED)).findings();
    assertThat(findings.subList(2, 4))
        .containsExactly(
            Finding.ok("libcurand.so.10", "/a/b"), Finding.warning("libcudart.so.12", "not found"));
    assertThat(findings.get(1).advice()).hasSize(1).first().asString().startsWith("Install the");
  }
}
