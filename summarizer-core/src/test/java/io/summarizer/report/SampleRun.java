package io.summarizer.report;

import com.google.common.collect.ImmutableList;
import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuningResult;
import io.summarizer.NonFiniteLossException;
import io.summarizer.NonFiniteReport;
import io.summarizer.RollBack;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TokenizationReport;
import io.summarizer.TrainingEnd;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPause;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import io.summarizer.audit.Lengths;
import io.summarizer.gpu.GpuUsage;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of a run that nobody made. */
public final class SampleRun {
  private SampleRun() {}

  /** Twenty steps of ten examples, two epochs, two evaluations. */
  public static TrainingPlan plan(long stepsDone, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("model", "models/t5-tiny");
    all.put("train", "train.csv");
    all.put("validation", "held.csv");
    all.put("outputDirectory", "out/my-model");
    all.put("learningRate", "3.0E-4");
    all.put("batchSize", "8");
    all.put("shuffle", "true");
    all.putAll(settings);
    return new TrainingPlan(
        1234,
        new TokenizationReport(101, 1, List.of("7"), 20, 2),
        Optional.of(new TokenizationReport(10, 0, List.of(), 0, 0)),
        10,
        20,
        stepsDone,
        0.25,
        new TrainingPlan.ExampleLengths(
            Lengths.ofCut(new int[] {3, 9, 64, 64}, 64, 2), Lengths.ofCut(new int[] {5, 6}, 16, 0)),
        2,
        all);
  }

  public static TrainingPlan plan() {
    return plan(0, Map.of());
  }

  public static TrainingStep step(long step) {
    return new TrainingStep(step, step / 10.0, 4.0 / step, 1.5, 3e-4, 8, 800, false);
  }

  public static TrainingLog log(long step, double loss) {
    return new TrainingLog(step, step / 10.0, loss, 1.5, 3e-4, 1, 0, 8, 800);
  }

  public static EvaluationPoint evaluation(
      long step, double loss, double rouge1, boolean best, Evaluation.Sample... samples) {
    return new EvaluationPoint(
        step / 10.0,
        step,
        new Evaluation(
            10,
            loss,
            Optional.of(new Evaluation.Generated(rouge(rouge1), 12.5, 0.1, List.of(samples))),
            3),
        best);
  }

  private static RougeScores rouge(double rouge1) {
    return new RougeScores(
        Evaluation.SCORER.profile(),
        Map.of(
            RougeType.ROUGE_1, f1(rouge1),
            RougeType.ROUGE_2, f1(rouge1 / 2),
            RougeType.ROUGE_L, f1(rouge1),
            RougeType.ROUGE_LSUM, f1(rouge1)),
        0);
  }

  private static RougeScore f1(double value) {
    return new RougeScore(value, value, value);
  }

  public static EpochResult epoch(long step, double loss, EvaluationPoint point) {
    return new EpochResult(step / 10.0, step, loss, Optional.of(point.evaluation()), 12, 8.25, 0.2);
  }

  public static FineTuningResult end(TrainingEnd end, Optional<GpuUsage> gpu) {
    return new FineTuningResult(
        Path.of("out/my-model"), end, 10, plan(), List.of(), List.of(), Optional.empty(), gpu);
  }

  /** A whole run: two epochs, of which the first is the best, with what can happen in between. */
  public static void tell(TrainingListener listener, Evaluation.Sample... samples) {
    listener.onStart(plan());
    epoch(listener, 10, evaluation(10, 2.25, 0.4, true, samples));
    TrainingPause pause = new TrainingPause(10, TrainingPause.Cause.HEAT);
    listener.onPause(pause);
    listener.onGoOn(pause, 62);
    listener.onRollBack(rollBack(12, 10));
    epoch(listener, 20, evaluation(20, 2.5, 0.3, false, samples));
  }

  /** A return to a checkpoint. */
  public static RollBack rollBack(long failed, long checkpoint) {
    return new RollBack(
        new NonFiniteLossException(
            failed,
            Double.NaN,
            1,
            Path.of("checkpoint-" + checkpoint),
            new NonFiniteReport(
                NonFiniteReport.Cause.NOT_REPRODUCED,
                ImmutableList.of(),
                Optional.empty(),
                ImmutableList.of())),
        checkpoint);
  }

  private static void epoch(TrainingListener listener, long step, EvaluationPoint point) {
    for (long i = step - 9; i <= step; i++) {
      listener.onStep(step(i));
      if (i % 5 == 0) {
        listener.onLog(log(i, 40.0 / i));
      }
    }
    listener.onEvaluating(step);
    listener.onEvaluation(point);
    listener.onEpoch(epoch(step, 3.5, point));
    listener.onSaving(step);
    listener.onSave(new SavedCheckpoint(Path.of("out/checkpoint-" + step), step, point.best()));
  }
}
