package io.summarizer;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run made.
 *
 * @param model the directory of the fine-tuned model, in the Hugging Face layout
 * @param plan what was trained on
 * @param history a line for each epoch
 */
public record FineTuningResult(Path model, TrainingPlan plan, List<EpochResult> history) {
  public FineTuningResult {
    history = List.copyOf(history);
  }
}
