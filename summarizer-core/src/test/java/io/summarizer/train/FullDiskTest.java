package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import io.summarizer.FineTuningResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere the limit has another number
  void a_disk_that_is_full_in_mid_checkpoint_ends_the_run_and_leaves_nothing_half()
      throws Exception {
    Path model = TinyRun.model(folder);
    Path output = folder.resolve("out");
    Process process =
        JavaProcess.of(List.of(), LimitedRun.class, model, output)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said)
        .contains("CheckpointException: ")
        .contains(
            "/optimizer.safetensors: cannot be written (java.io.IOException: File too large)");

    List<String> left = TinyRun.names(output).toList();
    assertThat(left)
        .containsExactlyInAnyOrder(".lock", "metrics.jsonl", "report.html", "tensorboard");
    FineTuningResult result = KilledRun.run(model, output).run();
    assertThat(result.plan().stepsDone()).isZero();
    assertThat(result.step()).isEqualTo(8);
  }

  /** A run that can write 64 KiB to a file: its weights have 40, its optimizer has 80. */
  static final class LimitedRun {
    private static final int FILE_SIZE = 1;
    private static final long LIMIT = 65536;

    private LimitedRun() {}

    public static void main(String[] args) {
      KilledRun.run(Path.of(args[0]), Path.of(args[1]))
          .listener(Recorder.at("start 0", LimitedRun::limit)) // when all libraries are loaded
          .run();
    }

    private static void limit() {
      try (Memory limits = new Memory(2 * Long.BYTES)) {
        limits.setLong(0, LIMIT);
        limits.setLong(Long.BYTES, LIMIT);
        Function.getFunction("c", "setrlimit").invokeInt(new Object[] {FILE_SIZE, limits});
      }
    }
  }
}
