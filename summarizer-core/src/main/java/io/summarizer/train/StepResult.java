package io.summarizer.train;

/**
 * What one optimizer step measured.
 *
 * @param step counted from 1
 * @param loss the mean over the step's label tokens
 * @param gradientNorm before clipping
 * @param learningRate that the step used
 * @param skipped whether a gradient overflowed in float16, so that the step changed nothing but the
 *     loss scale
 */
public record StepResult(
    long step, double loss, double gradientNorm, double learningRate, boolean skipped) {
  /** Whether the run cannot go on: a smaller loss scale would not help either. */
  public boolean failed() {
    return !isFinite() && !(skipped && Double.isFinite(loss));
  }

  /** Whether the step's numbers can be trusted. */
  public boolean isFinite() {
    return Double.isFinite(loss) && Double.isFinite(gradientNorm);
  }
}
