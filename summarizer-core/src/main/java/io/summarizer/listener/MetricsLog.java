package io.summarizer.listener;

import io.summarizer.EpochResult;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuningResult;
import io.summarizer.RollBack;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPause;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.report.RunJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that a run measures, as JSON Lines for plots and programs: an object for each event,
 * which {@code "event"} names ({@code start}, {@code step}, {@code log}, {@code evaluation}, {@code
 * epoch}, {@code save}, {@code pause}, {@code roll_back}, {@code end}), and its {@code "time"}
 * (UTC). Scores are fractions; null is a number that is not finite. Each line is handed to the
 * system before the run goes on.
 *
 * <p>A run that goes on with a checkpoint, be it another's, continues the file: lines of steps
 * after the checkpoint, which will be made again, are taken out.
 */
public final class MetricsLog implements TrainingListener, AutoCloseable {
  private final Path path;
  private final InstantSource clock;
  private @Nullable Writer writer;

  /** The file is opened when the run starts; that of another run is replaced then. */
  public MetricsLog(Path path) {
    this(path, InstantSource.system());
  }

  MetricsLog(Path path, InstantSource clock) {
    this.path = path;
    this.clock = clock;
  }

  @Override
  public void onStart(TrainingPlan plan) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (plan.stepsDone() > 0 && Files.exists(path)) {
        cutAfter(plan.stepsDone());
        writer = open(path, true);
      } else {
        writer = open(path, false);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    write("start", plan);
  }

  /** Not through a channel, which an interrupt of the thread that trains would close. */
  private static Writer open(Path file, boolean append) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            new FileOutputStream(file.toFile(), append), StandardCharsets.UTF_8));
  }

  /**
   * Keeps the lines up to a step, beside the file first, so that a crash loses none. The last line
   * may end within a character.
   */
  private void cutAfter(long step) throws IOException {
    Path aside = path.resolveSibling(path.getFileName() + ".tmp");
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(new FileInputStream(path.toFile()), StandardCharsets.UTF_8));
        Writer out = open(aside, false)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (isWithin(line, step)) {
          out.write(line + "\n");
        }
      }
    }
    Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isWithin(String line, long step) {
    try {
      JsonNode json = RunJson.MAPPER.readTree(line);
      return json.isObject()
          && json.path("step").asLong(0) <= step
          && !json.path("event").asString("").equals("end");
    } catch (JacksonException e) {
      return false; // the line that was being written when the run was killed
    }
  }

  @Override
  public void onStep(TrainingStep step) {
    write("step", step);
  }

  @Override
  public void onLog(TrainingLog log) {
    write("log", log);
  }

  @Override
  public void onEvaluation(EvaluationPoint point) {
    write("evaluation", point);
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    ObjectNode line = RunJson.MAPPER.valueToTree(epoch);
    line.remove("evaluation"); // has a line of its own
    write("epoch", line);
  }

  @Override
  public void onSave(SavedCheckpoint checkpoint) {
    ObjectNode line = RunJson.MAPPER.createObjectNode();
    line.put("step", checkpoint.step())
        .put("checkpoint", String.valueOf(checkpoint.directory().getFileName()))
        .put("best", checkpoint.best());
    write("save", line);
  }

  @Override
  public void onGoOn(TrainingPause pause, double seconds) {
    ObjectNode line = RunJson.MAPPER.valueToTree(pause);
    line.put("seconds", seconds);
    write("pause", line);
  }

  @Override
  public void onRollBack(RollBack rollBack) {
    try {
      close();
      cutAfter(rollBack.step());
      writer = open(path, true);
    } catch (IOException e) {
      throw unwritable(e);
    }
    ObjectNode line = RunJson.MAPPER.createObjectNode();
    line.put("step", rollBack.step())
        .put("failed_step", rollBack.failure().step())
        .put("cause", rollBack.failure().getMessage());
    write("roll_back", line);
  }

  @Override
  public void onEnd(FineTuningResult result) {
    ObjectNode line = RunJson.MAPPER.createObjectNode();
    line.put("step", lastStep(result))
        .put("end", result.end().name())
        .put("model_step", result.step());
    result.gpu().ifPresent(usage -> line.set("gpu", RunJson.MAPPER.valueToTree(usage)));
    write("end", line);
  }

  private static long lastStep(FineTuningResult result) {
    List<EpochResult> history = result.history();
    return history.isEmpty() ? 0 : history.get(history.size() - 1).step();
  }

  private void write(String event, Object values) {
    ObjectNode line =
        RunJson.MAPPER
            .createObjectNode()
            .put("event", event)
            .put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.setAll(RunJson.MAPPER.<ObjectNode>valueToTree(values));
    Writer open = writer;
    if (open == null) {
      throw new IllegalStateException(path + ": the run has not started");
    }
    try {
      open.write(line + "\n");
      open.flush();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private SummarizerException unwritable(IOException e) {
    return new SummarizerException(
        Remedy.FIX_ENVIRONMENT, path + ": the metrics cannot be written there (" + e + ")", e);
  }
}
