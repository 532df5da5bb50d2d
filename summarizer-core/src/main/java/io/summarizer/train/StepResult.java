package io.summarizer.train;

/**
 * What one optimizer step measured.
 *
 * @param step counted from 1
 * @param loss the mean over the step's label tokens
 * @param gradientNorm before clipping
 * @param learningRate that the step used
 */
public record StepResult(long step, double loss, double gradientNorm, double learningRate) {
  /** Whether the step's numbers can be trusted. */
  public boolean isFinite() {
    return Double.isFinite(loss) && Double.isFinite(gradientNorm);
  }
}
