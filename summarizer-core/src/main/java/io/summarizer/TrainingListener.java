package io.summarizer;

/** Hears what happens in a run, on the thread that trains; an exception it throws ends the run. */
public interface TrainingListener {
  /** While a data set is tokenized, before the first step. */
  default void onTokenization(TokenizationProgress progress) {}

  /** Before the first step. */
  default void onStart(TrainingPlan plan) {}

  /** After each optimizer step. */
  default void onStep(TrainingStep step) {}

  /** After each stretch of steps, see {@link FineTuning.Builder#logEvery}. */
  default void onLog(TrainingLog log) {}

  /** Before each evaluation, which may take its time. */
  default void onEvaluating(long step) {}

  /** After each evaluation. */
  default void onEvaluation(EvaluationPoint point) {}

  /** After each epoch, and its evaluation if it was time for one. */
  default void onEpoch(EpochResult epoch) {}

  /** After a checkpoint is safely on disk. */
  default void onSave(SavedCheckpoint checkpoint) {}

  /** When the run begins to wait: {@link TrainingControl#pause} was called, or a GPU is too hot. */
  default void onPause(TrainingPause pause) {}

  /**
   * When the run goes on after a pause.
   *
   * @param seconds it lasted
   */
  default void onGoOn(TrainingPause pause, double seconds) {}

  /** When the run goes back to its last checkpoint, see {@link FineTuning.Builder#rollBacks}. */
  default void onRollBack(RollBack rollBack) {}

  /** After the model is in its place. A run that fails or is interrupted does not come here. */
  default void onEnd(FineTuningResult result) {}
}
