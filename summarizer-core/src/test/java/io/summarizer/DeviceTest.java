package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
  @ParameterizedTest
  @CsvSource({"auto,auto", "CPU,cpu", "cuda,cuda:0", "cuda:0,cuda:0", " Cuda:12 ,cuda:12"})
  void names_areReadAndWritten(String text, String name) {
    assertThat(Device.parse(text)).hasToString(name);
    assertThat(Device.parse(name)).isEqualTo(Device.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:1.5", "cuda:99999", "cpu:0"})
  void otherNames_areRefused(String text) {
    assertThatThrownBy(() -> Device.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device: expected auto, cpu, cuda or cuda:N as in cuda:1, got '" + text + "'");
  }

  @Test
  void optionsOfAGpu_areKept() {
    Device device = Device.cuda(1).withMemoryLimit(1000).withTf32(true).withCudnn(true);
    assertThat(device.index()).isEqualTo(1);
    assertThat(device.memoryLimit()).hasValue(1000);
    assertThat(device.tf32()).isTrue();
    assertThat(device.cudnn()).isTrue();
  }

  @Test
  void valuesOutOfRange_areRefused() {
    assertThatThrownBy(() -> Device.cuda(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index: expected 0 or more, got -1");
    assertThatThrownBy(() -> Device.auto().withMemoryLimit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("memoryLimit: expected 1 byte or more, got 0");
  }

  @Test
  void cpu_hasNoOptionsOfAGpu() {
    assertThatThrownBy(() -> Device.cpu().withTf32(true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("memoryLimit, tf32 and cudnn: expected a GPU that they are for, got the CPU");
  }
}
