package io.summarizer.train;

import io.summarizer.Schedule;

/**
 * The learning rate over the steps of a run.
 *
 * @param schedule how it goes
 * @param peak the largest rate
 * @param warmupSteps steps of the rise; the first of them has rate 0
 * @param totalSteps all steps
 */
public record LearningRate(Schedule schedule, double peak, long warmupSteps, long totalSteps) {
  /** The rate of the step that comes after {@code done} steps. */
  public double at(long done) {
    return schedule.rate(peak, warmupSteps, totalSteps, done);
  }

  /**
   * The steps of a warm-up that is given as a share of the run, rounded up as in Hugging Face's
   * {@code TrainingArguments.get_warmup_steps}.
   *
   * @param ratio 0 to 1
   */
  public static long warmupSteps(double ratio, long totalSteps) {
    return (long) Math.ceil(totalSteps * ratio);
  }
}
