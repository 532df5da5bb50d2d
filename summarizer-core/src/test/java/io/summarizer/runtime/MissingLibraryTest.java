package io.summarizer.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.error.SummarizerException;
import io.summarizer.train.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process in which ONNX Runtime's library cannot be loaded. */
class MissingLibraryTest {
  @TempDir Path folder;

  /** What the process runs. */
  static final class Program {
    @SuppressWarnings("SystemOut") // read by the test
    public static void main(String[] args) {
      for (int i = 0; i < 2; i++) {
        try {
          System.out.println(SelfTest.run());
        } catch (SummarizerException e) {
          System.out.println(e.remedy() + " " + e.getMessage());
        }
      }
    }
  }

  @Test
  void each_who_wants_it_gets_a_typed_error() throws Exception {
    Files.writeString(folder.resolve(System.mapLibraryName("onnxruntime")), "no library");
    Process process =
        JavaProcess.of(List.of("-Donnxruntime.native.path=" + folder), Program.class)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines().filter(line -> line.startsWith("FIX_ENVIRONMENT ")))
        .as(said)
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).startsWith("FIX_ENVIRONMENT ONNX Runtime cannot be loaded: "));
  }
}
