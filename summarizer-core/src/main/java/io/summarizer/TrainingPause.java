package io.summarizer;

/**
 * A time in which a run waits.
 *
 * @param step the optimizer steps done
 * @param cause why it waits
 */
public record TrainingPause(long step, Cause cause) {
  /** Why a run waits. */
  public enum Cause {
    /** {@link TrainingControl#pause} was called. */
    ASKED,
    /** A GPU is too hot. */
    HEAT
  }
}
