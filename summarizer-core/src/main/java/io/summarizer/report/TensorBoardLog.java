package io.summarizer.report;

import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuningResult;
import io.summarizer.RollBack;
import io.summarizer.TrainingEnd;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The course of a run for TensorBoard: curves of logs, evaluations and GPU, generated summaries
 * beside their references, and the settings.
 *
 * <p>A run that goes on with a checkpoint, or back to one, begins a new file, which hides what was
 * written of later steps.
 */
public final class TensorBoardLog implements TrainingListener, AutoCloseable {
  private static final double BYTES_PER_GIB = 1L << 30;
  private static final List<String> METRICS = List.of("eval/loss", "eval/rouge1", "eval/rougeLsum");

  private final Path directory;
  private final Supplier<GpuReading> gpu;
  private @Nullable TensorBoardWriter writer;

  /**
   * The file is opened when the run starts.
   *
   * @param directory of the event files, made if it is not there
   * @param gpu how the GPU does now, asked at each log: {@link GpuMonitor#reading}
   */
  public TensorBoardLog(Path directory, Supplier<GpuReading> gpu) {
    this.directory = directory;
    this.gpu = gpu;
  }

  @Override
  public void onStart(TrainingPlan plan) {
    TensorBoardWriter opened =
        plan.stepsDone() > 0
            ? TensorBoardWriter.resume(directory, plan.stepsDone())
            : TensorBoardWriter.create(directory);
    writer = opened;
    opened.hyperparameters(Hyperparameters.of(plan.settings()), METRICS);
  }

  @Override
  public void onLog(TrainingLog log) {
    scalar("train/loss", log.step(), log.loss());
    scalar("train/learning_rate", log.step(), log.learningRate());
    scalar("train/gradient_norm", log.step(), log.gradientNorm());
    scalar("train/loss_scale", log.step(), log.lossScale());
    scalar("train/samples_per_second", log.step(), log.samplesPerSecond());
    scalar("train/tokens_per_second", log.step(), log.tokensPerSecond());
    GpuReading reading = gpu.get();
    reading.utilizationPercent().ifPresent(it -> scalar("gpu/utilization_percent", log.step(), it));
    reading
        .usedMemoryBytes()
        .ifPresent(it -> scalar("gpu/memory_gib", log.step(), it / BYTES_PER_GIB));
    reading.temperatureCelsius().ifPresent(it -> scalar("gpu/temperature_celsius", log.step(), it));
    reading.powerWatts().ifPresent(it -> scalar("gpu/power_watts", log.step(), it));
  }

  @Override
  public void onEvaluation(EvaluationPoint point) {
    Evaluation evaluation = point.evaluation();
    scalar("eval/loss", point.step(), evaluation.loss());
    evaluation.generated().ifPresent(generated -> addGenerated(point.step(), generated));
  }

  private void addGenerated(long step, Evaluation.Generated generated) {
    generated
        .rouge()
        .byType()
        .forEach((type, score) -> scalar("eval/" + type.name(), step, score.f1()));
    scalar("eval/generated_length", step, generated.length());
    scalar("eval/generated_cut", step, generated.cut());
    if (!generated.samples().isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("article", "reference", "generated"));
      generated
          .samples()
          .forEach(it -> rows.add(List.of(it.article(), it.reference(), it.summary())));
      open().table("eval/samples", step, rows);
    }
  }

  @Override
  public void onRollBack(RollBack rollBack) {
    open().close();
    writer = TensorBoardWriter.resume(directory, rollBack.step());
  }

  @Override
  public void onEnd(FineTuningResult result) {
    if (result.end() != TrainingEnd.STOPPED) { // one that was stopped may well be gone on with
      open().end(true);
    }
  }

  private void scalar(String tag, long step, double value) {
    open().scalar(tag, step, value);
  }

  private TensorBoardWriter open() {
    TensorBoardWriter open = writer;
    if (open == null) {
      throw new IllegalStateException(directory + ": the run has not started");
    }
    return open;
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
