package io.summarizer.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CudaDriverTest {
  /** A driver with one GPU, parts of which can fail. */
  private static final class FakeCuda implements CudaDriverLibrary {
    private static final int DEVICE = 7;
    int init;
    int devices = 1;
    int name;

    @Override
    public int cuInit(int flags) {
      return init;
    }

    @Override
    public int cuDriverGetVersion(int[] version) {
      version[0] = 12080;
      return 0;
    }

    @Override
    public int cuDeviceGetCount(int[] count) {
      count[0] = devices;
      return 0;
    }

    @Override
    public int cuDeviceGet(int[] device, int ordinal) {
      device[0] = DEVICE;
      return ordinal < devices ? 0 : 101;
    }

    @Override
    public int cuDeviceGetName(byte[] name, int length, int device) {
      byte[] text = "NVIDIA Test 2080".getBytes(UTF_8);
      System.arraycopy(text, 0, name, 0, text.length);
      return this.name;
    }

    @Override
    public int cuDeviceGetAttribute(int[] value, int attribute, int device) {
      value[0] = attribute == 75 ? 7 : 5;
      return device == DEVICE ? 0 : 101;
    }

    @Override
    public int cuDeviceTotalMem_v2(long[] bytes, int device) {
      bytes[0] = 8L << 30;
      return 0;
    }
  }

  private final FakeCuda cuda = new FakeCuda();

  @Test
  void gpus_comeWithWhatTheyAre() {
    CudaDriver driver = CudaDriver.ask(cuda);
    assertThat(driver)
        .isEqualTo(
            new CudaDriver(
                Optional.empty(),
                12080,
                List.of(
                    new CudaGpu(0, "NVIDIA Test 2080", new ComputeCapability(7, 5), 8L << 30))));
    assertThat(driver.cudaVersionText()).isEqualTo("12.8");
  }

  @Test
  void driverThatCannotBeStarted_saysWhy() {
    cuda.init = 803;
    assertThat(CudaDriver.ask(cuda).problem())
        .hasValue("its library and its kernel module differ in version; restart the machine");
    cuda.init = 4711;
    assertThat(CudaDriver.ask(cuda).problem()).hasValue("it cannot be started, error 4711");
  }

  @Test
  void machineWhoseGpusAreHidden_hasNone() {
    cuda.devices = 0;
    assertThat(CudaDriver.ask(cuda).problem())
        .hasValue(
            "it sees no GPU; check CUDA_VISIBLE_DEVICES and, in a container, that it has GPUs");
  }

  @Test
  void gpuThatCannotBeAsked_isLeftOut() {
    cuda.name = 999;
    assertThat(CudaDriver.ask(cuda).gpus()).isEmpty();
  }
}
