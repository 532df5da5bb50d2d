package io.summarizer;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Training stopped because a step's loss or gradient is not a finite number. */
public final class NonFiniteLossException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  private final long step;
  private final transient NonFiniteReport report;

  /**
   * Creates the exception.
   *
   * @param step the step, counted from 1
   * @param loss its loss
   * @param gradientNorm its gradient's norm
   * @param lastGood the last checkpoint, which is kept, or null if none was written yet
   * @param report what was found when the step was run again
   */
  public NonFiniteLossException(
      long step,
      double loss,
      double gradientNorm,
      @Nullable Path lastGood,
      NonFiniteReport report) {
    super(
        Remedy.FIX_INPUT,
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
            + "\n"
            + report.text());
    this.step = step;
    this.report = report;
  }

  /** The step that failed, counted from 1. */
  public long step() {
    return step;
  }

  /** What was found when the step was run again. */
  public NonFiniteReport report() {
    return report;
  }
}
