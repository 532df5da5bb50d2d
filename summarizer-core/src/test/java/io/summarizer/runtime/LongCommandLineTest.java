package io.summarizer.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpad=" + "x".repeat(60_000),
                Program.class.getName())
            .redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains(RuntimeEnvironment.get().getVersion());
  }
}
