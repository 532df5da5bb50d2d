package io.summarizer.train;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.FineTuningResult;
import io.summarizer.model.AtomicDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed, so that they cannot tidy up, at any moment of a run. */
class KillTest {
  private static final int KILLS = 20;

  /** Events of a run that is not disturbed: steps, saves and some logs. */
  private static final int EVENTS = 18;

  @TempDir Path folder;
  private Path model;
  private int run;
  private final List<String> killedAfter = new ArrayList<>();

  @BeforeEach
  void makeModel() {
    model = TinyRun.model(folder);
  }

  @Test
  @SuppressWarnings("SystemOut") // with the seed a failure can be looked into
  void a_run_that_is_killed_at_any_moment_ends_with_the_model_of_one_that_is_not()
      throws Exception {
    FineTuningResult expected = KilledRun.run(model, folder.resolve("straight")).run();
    long seed = System.nanoTime();
    System.out.println("KillTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);

    Set<Integer> unfinished = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill(random.nextInt(EVENTS), random.nextInt(20_000));
      if (checkWhatIsLeft()) {
        unfinished.add(run);
      }
    }
    System.out.println("KillTest: killed after " + killedAfter);
    int last = run;
    Process process = start(last + 1);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();

    assertThat(unfinished).as("runs that were killed when they had begun").isNotEmpty();
    for (int number = 0; number <= last; number++) {
      Path result = folder.resolve("run-" + number);
      assertThat(result.resolve("model.safetensors"))
          .as("run %s with seed %s", number, seed)
          .hasSameBinaryContentAs(expected.model().resolve("model.safetensors"));
      assertThat(result.resolve("checkpoint-8/optimizer.safetensors"))
          .hasSameBinaryContentAs(expected.model().resolve("checkpoint-8/optimizer.safetensors"));
      assertThat(TinyRun.names(result).toList())
          .as("nothing is left of what was killed")
          .isEqualTo(TinyRun.names(expected.model()).toList());
      MetricsLines.assertEachStepOnce(result.resolve("metrics.jsonl"), 8);
    }
  }

  private Process start(int end) throws IOException {
    List<String> options =
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + Files.createDirectories(temporary()),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
    return JavaProcess.of(options, KilledRun.class, model, folder, run, end).start();
  }

  /** Kills a process some time after it has told some events; {@link #run} is where it was. */
  private void runAndKill(int events, int micros) throws Exception {
    Process process = start(Integer.MAX_VALUE);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = "";
      boolean started = false;
      for (int seen = 0; !started || seen < events; seen += started ? 1 : 0) {
        line = lines.readLine();
        assertThat(line).as("the process ended by itself").isNotNull();
        run += line.equals("done") ? 1 : 0;
        started |= line.startsWith("start");
      }
      MICROSECONDS.sleep(micros);
      process.toHandle().destroyForcibly(); // SIGKILL; process itself would close its output
      for (String rest = lines.readLine(); rest != null; rest = lines.readLine()) {
        run += rest.equals("done") ? 1 : 0;
        line = rest;
      }
      killedAfter.add(line);
    }
    AtomicDirectory.delete(temporary());
  }

  /** Where a killed process leaves the libraries that it has unpacked. */
  private Path temporary() {
    return folder.resolve("temporary");
  }

  /** Whether the run has something to go on with, of which all is whole. */
  private boolean checkWhatIsLeft() throws IOException {
    Path output = folder.resolve("run-" + run);
    if (!Files.exists(output)) {
      return false;
    }
    List<String> checkpoints = TinyRun.checkpoints(output);
    for (String name : checkpoints) {
      long step = Long.parseLong(name.substring("checkpoint-".length()));
      assertThat(TrainingCheckpoint.state(output.resolve(name), step).step).isEqualTo(step);
    }
    return !checkpoints.isEmpty() && !Files.exists(output.resolve("model.safetensors"));
  }
}
