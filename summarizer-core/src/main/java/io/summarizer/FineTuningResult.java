package io.summarizer;

import io.summarizer.gpu.GpuUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run made.
 *
 * @param model the directory of the fine-tuned model, in the Hugging Face layout
 * @param end why the run ended
 * @param step whose parameters the model has: the last one, or that of the best evaluation, see
 *     {@link FineTuning.Builder#loadBestAtEnd}
 * @param plan what was trained on
 * @param history a line for each epoch
 * @param evaluations all of them, in their order
 * @param best the best of them by the run's metric, if there are any
 * @param gpu what the GPU did meanwhile, if there is one
 */
public record FineTuningResult(
    Path model,
    TrainingEnd end,
    long step,
    TrainingPlan plan,
    List<EpochResult> history,
    List<EvaluationPoint> evaluations,
    Optional<EvaluationPoint> best,
    Optional<GpuUsage> gpu) {
  /** Copies the lists. */
  public FineTuningResult {
    history = List.copyOf(history);
    evaluations = List.copyOf(evaluations);
  }
}
