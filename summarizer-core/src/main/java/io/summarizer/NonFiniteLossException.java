package io.summarizer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Training stopped because a step's loss or gradient is not a finite number. */
public final class NonFiniteLossException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  private final long step;

  /**
   * Creates the exception.
   *
   * @param step the step, counted from 1
   * @param loss its loss
   * @param gradientNorm its gradient's norm
   * @param lastGood the last checkpoint, which is kept, or null if none was written yet
   */
  public NonFiniteLossException(
      long step, double loss, double gradientNorm, @Nullable Path lastGood) {
    super(
        "step "
            + step
            + ": expected a finite loss and gradient, got loss "
            + loss
            + " and gradient norm "
            + gradientNorm
            + "; training stopped. "
            + (lastGood == null
                ? "No checkpoint was written before."
                : "The last good checkpoint is " + lastGood + ".")
            + " Try a lower learning rate or a longer warm-up, and look at the data of that step.");
    this.step = step;
  }

  /** The step that failed, counted from 1. */
  public long step() {
    return step;
  }
}
