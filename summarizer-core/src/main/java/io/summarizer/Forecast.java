package io.summarizer;

import java.util.Locale;

/**
 * What a run would do and need, found out without training.
 *
 * @param plan its data and steps
 * @param memory that the largest step takes, for the batches that fit
 * @param secondsPerStep of a few steps that were made and thrown away
 * @param diskBytes that the output directory will hold: the kept checkpoints and the model, which
 *     shares its files with the last of them
 */
public record Forecast(
    TrainingPlan plan, MemoryEstimate memory, double secondsPerStep, long diskBytes) {
  /** The time of all steps that are left; evaluations and saving come on top. */
  public double trainingSeconds() {
    return secondsPerStep * (plan.totalSteps() - plan.stepsDone());
  }

  /** A table for people. */
  public String describe() {
    return plan.train()
        + "\n"
        + String.format(
            Locale.ROOT,
            "%,d steps, %,d to an epoch; %.2f s each, %s in all, and %,d evaluations\n"
                + "disk for checkpoints and model: %s\n"
                + "memory of the largest step: ",
            plan.totalSteps(),
            plan.stepsPerEpoch(),
            secondsPerStep,
            hours(trainingSeconds()),
            plan.evaluations(),
            MemoryEstimate.gibibytes(diskBytes))
        + memory.describe();
  }

  private static String hours(double seconds) {
    long minutes = Math.round(seconds / 60);
    return minutes < 60
        ? minutes + " min"
        : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
  }
}
