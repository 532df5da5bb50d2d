package io.summarizer;

/** Why a run ended. */
public enum TrainingEnd {
  /** All its steps are made. */
  COMPLETED,
  /** It no longer got better, see {@link EarlyStopping}. */
  EARLY_STOPPED,
  /** {@link TrainingControl#stop} was called. */
  STOPPED
}
