package io.summarizer.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.train.JavaProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process whose command line is long, as that of a program with many libraries is. */
class LongCommandLineTest {
  /** What the process runs. */
  static final class Program {
    @SuppressWarnings("SystemOut") // read by the test
    public static void main(String[] args) {
      System.out.println(RuntimeEnvironment.get().getVersion());
    }
  }

  @Test
  void onnx_runtime_starts_whatever_the_length() throws Exception {
    Process process =
        JavaProcess.of(List.of("-Dpad=" + "x".repeat(60_000)), Program.class)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains(RuntimeEnvironment.get().getVersion());
  }
}
