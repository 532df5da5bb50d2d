package io.summarizer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.Device;
import io.summarizer.DeviceException;
import io.summarizer.Precision;
import io.summarizer.error.Remedy;
import io.summarizer.graph.DataType;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.ComputeCapability;
import io.summarizer.runtime.CudaGpu;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionChoiceTest {
  private static ChosenDevice gpu(int major, int minor) {
    CudaGpu gpu = new CudaGpu(0, "NVIDIA Test", new ComputeCapability(major, minor), 8L << 30);
    return new ChosenDevice(Device.cuda(0), Optional.of(gpu));
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, FLOAT, false",
    "FLOAT32, FLOAT, false",
    "FLOAT16, FLOAT16, false",
    "BFLOAT16, BFLOAT16, true"
  })
  void cpu_computesInFloat32UnlessAskedOtherwise(
      Precision precision, DataType type, boolean rounded) {
    assertThat(PrecisionChoice.of(precision, ChosenDevice.CPU))
        .isEqualTo(new Arithmetic(type, rounded));
  }

  @ParameterizedTest
  @CsvSource({
    "6, 1, FLOAT",
    "7, 0, FLOAT16",
    "7, 5, FLOAT16",
    "8, 0, BFLOAT16",
    "8, 9, BFLOAT16",
    "9, 0, BFLOAT16",
    "12, 0, BFLOAT16"
  })
  void gpu_computesInWhatItIsFastestIn(int major, int minor, DataType type) {
    assertThat(PrecisionChoice.of(Precision.AUTO, gpu(major, minor)))
        .isEqualTo(new Arithmetic(type, false));
  }

  @Test
  void gpu_computesInWhatIsAskedFor() {
    assertThat(PrecisionChoice.of(Precision.FLOAT32, gpu(9, 0))).isEqualTo(Arithmetic.FLOAT32);
    assertThat(PrecisionChoice.of(Precision.FLOAT16, gpu(9, 0)))
        .isEqualTo(new Arithmetic(DataType.FLOAT16, false));
  }

  @ParameterizedTest
  @CsvSource({"7, 5, FLOAT16", "6, 1, FLOAT32"})
  void bfloat16OnAnOlderGpu_isRefusedWithWhatToUse(int major, int minor, String instead) {
    assertThatThrownBy(() -> PrecisionChoice.of(Precision.BFLOAT16, gpu(major, minor)))
        .isInstanceOfSatisfying(
            DeviceException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.FIX_INPUT))
        .hasMessage(
            "precision: expected FLOAT16 or FLOAT32 on NVIDIA Test, whose compute capability is "
                + major
                + "."
                + minor
                + ", got BFLOAT16, which needs 8.0 or more. AUTO would choose "
                + instead);
  }
}
