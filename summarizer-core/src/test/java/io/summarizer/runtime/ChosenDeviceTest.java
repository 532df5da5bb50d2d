package io.summarizer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.summarizer.Device;
import io.summarizer.DeviceException;
import io.summarizer.error.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a device that is asked for, on machines that lack one thing or another. */
@EnabledOnOs(OS.LINUX)
class ChosenDeviceTest {
  private static final CudaDriver NO_DRIVER =
      new CudaDriver(Optional.of("libcuda.so.1 is not installed"), 0, List.of());

  private final FakeMachine machine = new FakeMachine();

  private String error(Device asked) {
    try {
      ChosenDevice.of(asked, machine);
      throw new AssertionError("expected an error");
    } catch (DeviceException e) {
      assertThat(e.remedy()).isEqualTo(Remedy.FIX_ENVIRONMENT);
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void cpu_isNotLookedFor() {
    machine.cuda = false;
    assertThat(ChosenDevice.of(Device.cpu(), machine)).isSameAs(ChosenDevice.CPU);
    assertThat(machine.loads).isZero();
  }

  @Test
  void gpuWithEverythingItNeeds_isChosen() {
    ChosenDevice expected = new ChosenDevice(Device.cuda(0), Optional.of(FakeMachine.GPU));
    assertThat(ChosenDevice.of(Device.cuda(0), machine)).isEqualTo(expected);
    assertThat(ChosenDevice.of(Device.auto(), machine)).isEqualTo(expected);
  }

  @Test
  void auto_keepsTheOptionsOfTheGpu() {
    Device asked = Device.auto().withMemoryLimit(5L << 30).withTf32(true);
    assertThat(ChosenDevice.of(asked, machine).device())
        .isEqualTo(Device.cuda(0).withMemoryLimit(5L << 30).withTf32(true));
  }

  @Test
  void auto_isTheCpuWhereAnythingIsMissing() {
    machine.cuda = false;
    assertThat(ChosenDevice.of(Device.auto(), machine)).isSameAs(ChosenDevice.CPU);
    machine.cuda = true;
    machine.loadError = Optional.of("no");
    assertThat(ChosenDevice.of(Device.auto(), machine)).isSameAs(ChosenDevice.CPU);
  }

  @Test
  void withoutTheArtifactForGpus_theErrorSaysWhatIsThereAndWhatToDo() {
    machine.cuda = false;
    machine.providerFile = false;
    machine.driver = NO_DRIVER;
    assertThat(error(Device.cuda(0)))
        .isEqualTo(
            """
            cuda:0 cannot be used: this ONNX Runtime is the one for CPUs.
            ONNX Runtime 1.29.0 needs for CUDA: Linux or Windows on x86_64, onnxruntime_gpu, the libraries of CUDA 12 and a driver of release 525 or newer. Here is:
              platform           linux x86_64
              artifact           onnxruntime, which is for CPUs; onnxruntime_gpu is not on the class path
              driver             libcuda.so.1 is not installed
              libcudart.so.12    not found
              libcublas.so.12    not found
              libcublasLt.so.12  not found
              libcurand.so.10    not found
            To do:
              - Replace the dependency com.microsoft.onnxruntime:onnxruntime (an <exclusion> of summarizer-core) by com.microsoft.onnxruntime:onnxruntime_gpu:1.29.0, 640 MB; for this project's own jar: mvn -Pgpu package
              - Install NVIDIA's driver, release 525 or newer (Ubuntu: sudo ubuntu-drivers install), and restart; nvidia-smi must list the GPU
              - Install the libraries of CUDA 12: python3 -m pip install nvidia-cuda-runtime-cu12 nvidia-cublas-cu12 nvidia-curand-cu12; or, from NVIDIA's package repository, sudo apt install cuda-libraries-12-8
              - Or use the CPU: device cpu""");
    assertThat(machine.loads).as("unpacks 600 MB").isZero();
  }

  @Test
  void libraryThatTheLoaderDoesNotSee_isNamedWithItsFolder(@TempDir Path folder)
      throws IOException {
    Path seen = Files.createDirectories(folder.resolve("seen"));
    Path hidden = Files.createDirectories(folder.resolve("hidden"));
    Files.createFile(seen.resolve("libcudart.so.13"));
    Files.createFile(hidden.resolve("libcublas.so.13"));
    machine.needed.addAll(List.of("libcudart.so.13", "libcublas.so.13"));
    machine.libraries = new LibrarySearch(List.of(seen), Map.of(), List.of(hidden));
    machine.loadError = Optional.of("libcublas.so.13: cannot open shared object file");
    assertThat(error(Device.cuda(0)))
        .isEqualTo(
            """
            cuda:0 cannot be used: libraries of CUDA are missing: libcublas.so.13.
            ONNX Runtime 1.29.0 needs for CUDA: Linux or Windows on x86_64, onnxruntime_gpu, the libraries of CUDA 13 and a driver of release 525 or newer. Here is:
              platform           linux x86_64
              artifact           onnxruntime_gpu
              driver             for CUDA up to 13.0
              cuda:0             NVIDIA Test 4090, 24.0 GiB, compute capability 8.9
              libcudart.so.13    @/seen/libcudart.so.13
              libcublas.so.13    @/hidden/libcublas.so.13, where the loader does not look
              error              libcublas.so.13: cannot open shared object file
            To do:
              - Before Java is started: export LD_LIBRARY_PATH=@/hidden${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
              - Or use the CPU: device cpu"""
                .replace("@", folder.toString()));
  }

  @Test
  void foldersOfWindows_keepTheColonsOfTheirDrives(@TempDir Path folder) throws IOException {
    Path first = Files.createDirectories(folder.resolve("C:").resolve("cuda"));
    Path second = Files.createDirectories(folder.resolve("D:").resolve("cuda"));
    Files.createFile(first.resolve("cudart64_13.dll"));
    Files.createFile(second.resolve("cublas64_13.dll"));
    machine.platform = "windows x86_64";
    machine.needed.addAll(List.of("cudart64_13.dll", "cublas64_13.dll"));
    machine.libraries = new LibrarySearch(List.of(), Map.of(), List.of(first, second));
    machine.loadError = Optional.of("not found");
    assertThat(error(Device.cuda(0)))
        .contains("- Add to PATH, before Java is started: " + first + ";" + second + "\n");
  }

  @Test
  void bothArtifacts_areToldApart() {
    machine.cuda = false;
    assertThat(error(Device.cuda(0)))
        .startsWith(
            "cuda:0 cannot be used: onnxruntime, for CPUs, comes before onnxruntime_gpu on the class"
                + " path.\n")
        .contains("\n  - Take com.microsoft.onnxruntime:onnxruntime out of the dependencies");
  }

  @Test
  void gpuThatIsNotThere_isAnErrorThatSaysHowManyThereAre() {
    assertThat(error(Device.cuda(1)))
        .startsWith("cuda:1 cannot be used: CUDA sees 1 GPU, counted from 0.\n");
  }

  @Test
  void driverForAnOlderCuda_isAnError() {
    machine.driver = new CudaDriver(Optional.empty(), 11040, List.of(FakeMachine.GPU));
    assertThat(error(Device.cuda(0)))
        .startsWith("cuda:0 cannot be used: NVIDIA's driver is too old: it runs CUDA up to 11.4.\n")
        .contains("\n  - Install NVIDIA's driver, release 525 or newer");
  }

  @Test
  void driverThatHidesItsGpus_isNotToBeInstalledAgain() {
    machine.driver = new CudaDriver(Optional.of("it sees no GPU; look"), 13000, List.of());
    assertThat(error(Device.cuda(0)))
        .startsWith("cuda:0 cannot be used: NVIDIA's driver offers no GPU: it sees no GPU; look.\n")
        .contains("\n  driver             for CUDA up to 13.0, but it sees no GPU; look\n")
        .doesNotContain("Install NVIDIA's driver");
  }

  @Test
  void cudnnThatIsAskedFor_mustBeThere() {
    assertThat(error(Device.cuda(0).withCudnn(true)))
        .contains("  libcudnn.so.9      not found\n", " nvidia-cudnn-cu12;");
  }

  @Test
  void otherPlatforms_haveNoCudaToInstall() {
    machine.platform = "mac os x aarch64";
    machine.cuda = false;
    assertThat(error(Device.cuda(0)))
        .startsWith("cuda:0 cannot be used: ONNX Runtime has no CUDA for mac os x aarch64.\n")
        .endsWith("\nTo do:\n  - Use the CPU: device cpu");
  }

  @Test
  void optionsOfTheProvider_areThoseOfTheDevice() {
    assertThat(ChosenDevice.of(Device.cuda(0), machine).cudaOptions())
        .containsExactly(
            entry("arena_extend_strategy", "kSameAsRequested"),
            entry("use_tf32", "0"),
            entry("enable_cudnn", "0"));
    Device device = Device.cuda(0).withMemoryLimit(1L << 33).withTf32(true);
    assertThat(ChosenDevice.of(device, machine).cudaOptions())
        .containsEntry("gpu_mem_limit", "8589934592")
        .containsEntry("use_tf32", "1");
  }

  @Test
  void choiceThatIsNone_isRefused() {
    assertThatThrownBy(() -> new ChosenDevice(Device.auto(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ChosenDevice: expected the CPU, or CUDA and a GPU, got auto and Optional.empty");
  }
}
