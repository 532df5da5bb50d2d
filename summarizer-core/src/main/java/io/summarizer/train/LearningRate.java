package io.summarizer.train;

/**
 * The learning rate over the steps: rising linearly during the warm-up, then falling linearly to
 * zero, which it would reach one step after the last.
 *
 * @param peak the largest rate
 * @param warmupSteps steps of the rise; the first of them has rate 0
 * @param totalSteps all steps
 * @see <a
 *     href="https://github.com/huggingface/transformers/blob/main/src/transformers/optimization.py">
 *     get_linear_schedule_with_warmup</a>
 */
public record LearningRate(double peak, long warmupSteps, long totalSteps) {
  /** The rate of the step that comes after {@code done} steps. */
  public double at(long done) {
    if (done < warmupSteps) {
      return peak * done / warmupSteps;
    }
    return peak * Math.max(0, totalSteps - done) / Math.max(1, totalSteps - warmupSteps);
  }
}
