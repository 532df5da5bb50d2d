package io.summarizer;

import java.nio.file.Path;

/** Hears what happens in a run, on the thread that trains; an exception it throws ends the run. */
public interface TrainingListener {
  /** While a data set is tokenized, before the first step. */
  default void onTokenization(TokenizationProgress progress) {}

  /** Before the first step. */
  default void onStart(TrainingPlan plan) {}

  /** After each optimizer step. */
  default void onStep(TrainingStep step) {}

  /** After each epoch and its evaluation. */
  default void onEpoch(EpochResult epoch) {}

  /** After a checkpoint is safely on disk. */
  default void onSave(Path checkpoint) {}
}
