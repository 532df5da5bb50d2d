package io.summarizer.examples;

import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.SummarizerException;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The measurements of a run as JSON Lines, for plots: an object for each optimizer step and one for
 * each epoch, which is known by its {@code train_loss}. Scores are fractions; each line is on disk
 * before the run goes on.
 */
final class MetricsFile implements TrainingListener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private @Nullable Writer writer;

  /** The file is made when the run starts; one that is there is replaced then. */
  MetricsFile(Path path) {
    this.path = path;
  }

  @Override
  public void onStart(TrainingPlan plan) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      writer = Files.newBufferedWriter(path);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void onStep(TrainingStep step) {
    ObjectNode line = JSON.createObjectNode().put("step", step.step());
    number(line, "epoch", step.epoch());
    number(line, "loss", step.loss());
    number(line, "gradient_norm", step.gradientNorm());
    number(line, "learning_rate", step.learningRate());
    write(line);
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    ObjectNode line = JSON.createObjectNode().put("step", epoch.step());
    number(line, "epoch", epoch.epoch());
    number(line, "train_loss", epoch.trainLoss());
    epoch.evaluation().ifPresent(evaluation -> add(line, evaluation));
    number(line, "seconds", epoch.seconds());
    number(line, "samples_per_second", epoch.samplesPerSecond());
    number(line, "padding", epoch.padding());
    write(line);
  }

  private static void add(ObjectNode line, Evaluation evaluation) {
    number(line, "validation_loss", evaluation.loss());
    number(line, "rouge1", evaluation.rouge().rouge1().f1());
    number(line, "rouge2", evaluation.rouge().rouge2().f1());
    number(line, "rougeL", evaluation.rouge().rougeL().f1());
    number(line, "rougeLsum", evaluation.rouge().rougeLsum().f1());
    number(line, "generated_length", evaluation.generatedLength());
  }

  /** JSON has no NaN and no infinity; null says that there is no number. */
  private static void number(ObjectNode line, String name, double value) {
    if (Double.isFinite(value)) {
      line.put(name, value);
    } else {
      line.putNull(name);
    }
  }

  private void write(ObjectNode line) {
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
    return new SummarizerException(path + ": the metrics cannot be written there (" + e + ")", e);
  }
}
