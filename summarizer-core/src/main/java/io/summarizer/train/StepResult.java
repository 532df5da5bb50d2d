package io.summarizer.train;

/**
 * What one optimizer step measured.
 *
 * @param step counted from 1
 * @param loss the mean over the step's label tokens, with label smoothing if there is any
 * @param gradientNorm before clipping, of the parameters that learn
 * @param learningRate that the step used, before Adafactor scales it by the size of parameters
 * @param skipped whether a gradient overflowed in float16, so that the step changed nothing but the
 *     loss scale
 */
public record StepResult(
    long step, double loss, double gradientNorm, double learningRate, boolean skipped) {
  /** Whether the step's numbers can be trusted. */
  public boolean isFinite() {
    return Double.isFinite(loss) && Double.isFinite(gradientNorm);
  }
}
