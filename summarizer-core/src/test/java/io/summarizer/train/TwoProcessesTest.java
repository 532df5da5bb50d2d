package io.summarizer.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one output directory. */
class TwoProcessesTest {
  @TempDir Path folder;

  /** The other process: runs, and writes what hinders it. */
  static final class Second {
    private Second() {}

    @SuppressWarnings("SystemOut") // what its parent reads
    public static void main(String[] args) {
      try {
        KilledRun.run(Path.of(args[0]), Path.of(args[1])).run();
      } catch (CheckpointException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private String second(Path model, Path output) {
    try {
      Process process = JavaProcess.of(List.of(), Second.class, model, output).start();
      return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_second_run_is_refused_and_the_first_goes_on_undisturbed() throws IOException {
    Path model = TinyRun.model(folder);
    Path output = folder.resolve("out");
    List<String> answers = new ArrayList<>();
    Recorder asks = Recorder.at("save 3", () -> answers.add(second(model, output)));
    KilledRun.run(model, output).listener(asks).run();
    assertThat(answers)
        .containsExactly(
            output
                + ": a run of process "
                + ProcessHandle.current().pid()
                + " is writing there; wait for it, or choose another directory");
    assertThat(asks.steps("save")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(second(model, output)).as("after the first has ended").isEmpty();
  }
}
