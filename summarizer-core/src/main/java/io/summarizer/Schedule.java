package io.summarizer;

import io.summarizer.options.Checks;
import org.jspecify.annotations.Nullable;

/**
 * How the learning rate goes from step to step: it rises linearly from 0 during the warm-up, then
 * each schedule has its own way on. Immutable; equal to another of the same kind and numbers.
 *
 * <p>The formulas are those of Hugging Face's {@code get_scheduler}. The rate of a step depends on
 * the steps <em>before</em> it: with a warm-up the first step has rate 0.
 *
 * @see <a
 *     href="https://github.com/huggingface/transformers/blob/main/src/transformers/optimization.py">
 *     transformers/optimization.py</a>
 */
public final class Schedule {
  /** Where {@link #polynomial} ends. */
  public static final double DEFAULT_END_RATE = 1e-7;

  private static final long DEFAULT_TIMESCALE = 10_000;

  /** The rate after the warm-up. */
  private interface Decay {
    double rate(double peak, long warmupSteps, long totalSteps, long done);
  }

  private final String name;
  private final double endRate; // the peak must lie above it
  private final Decay decay;

  private Schedule(String name, double endRate, Decay decay) {
    this.name = name;
    this.endRate = endRate;
    this.decay = decay;
  }

  /** The peak to the end: Hugging Face's {@code constant_with_warmup}, or {@code constant}. */
  public static Schedule constant() {
    return new Schedule("constant", 0, (peak, warmup, total, done) -> peak);
  }

  /** Falls linearly to 0, which it would reach one step after the last. The default of runs. */
  public static Schedule linear() {
    return new Schedule(
        "linear",
        0,
        (peak, warmup, total, done) ->
            peak * Math.max(0, total - done) / Math.max(1, total - warmup));
  }

  /** Falls to 0 as half a wave of the cosine does: slowly, fast, slowly. */
  public static Schedule cosine() {
    return new Schedule(
        "cosine",
        0,
        (peak, warmup, total, done) ->
            peak * 0.5 * (1 + Math.cos(Math.PI * progress(warmup, total, done))));
  }

  /**
   * Falls as {@link #cosine}, {@code cycles} times, each time from the peak.
   *
   * @param cycles 1 or more
   */
  public static Schedule cosineWithRestarts(int cycles) {
    Checks.atLeast("cycles", 1, cycles);
    return new Schedule(
        "cosineWithRestarts(" + cycles + ")",
        0,
        (peak, warmup, total, done) -> {
          double progress = progress(warmup, total, done);
          return progress >= 1 ? 0 : peak * 0.5 * (1 + Math.cos(Math.PI * (cycles * progress % 1)));
        });
  }

  /** {@link #polynomial(double, double)} down to {@value #DEFAULT_END_RATE}. */
  public static Schedule polynomial(double power) {
    return polynomial(power, DEFAULT_END_RATE);
  }

  /**
   * Falls as a power of the share of steps that is left.
   *
   * @param power above 0; 1 is a straight line
   * @param endRate the rate after the last step, 0 or more, below the run's learning rate
   */
  public static Schedule polynomial(double power, double endRate) {
    Checks.positive("power", power);
    Checks.notNegative("endRate", endRate);
    return new Schedule(
        "polynomial(" + power + ", " + endRate + ")",
        endRate,
        (peak, warmup, total, done) -> {
          double left = Math.max(0, 1 - progress(warmup, total, done));
          return (peak - endRate) * Math.pow(left, power) + endRate;
        });
  }

  /**
   * Falls with the square root of the steps, to a half after four times those of the warm-up;
   * without a warm-up as if one of 10 000 steps had just ended. It does not depend on the length of
   * the run.
   */
  public static Schedule inverseSqrt() {
    return new Schedule(
        "inverseSqrt",
        0,
        (peak, warmup, total, done) -> {
          double timescale = warmup == 0 ? DEFAULT_TIMESCALE : warmup;
          return peak / Math.sqrt((done + timescale - warmup) / timescale);
        });
  }

  private static double progress(long warmup, long total, long done) {
    return (double) (done - warmup) / Math.max(1, total - warmup);
  }

  /**
   * The rate of the step that comes after {@code done} steps.
   *
   * @param peak at the end of the warm-up
   * @param warmupSteps steps of the rise, 0 or more
   * @param totalSteps all steps of the run
   * @throws IllegalArgumentException if the peak is not above the rate at which the schedule ends
   */
  public double rate(double peak, long warmupSteps, long totalSteps, long done) {
    checkPeak(peak);
    return done < warmupSteps
        ? peak * done / warmupSteps
        : decay.rate(peak, warmupSteps, totalSteps, done);
  }

  /** Refuses a learning rate that the schedule cannot fall from. */
  void checkPeak(double peak) {
    if (!(peak > endRate)) {
      throw new IllegalArgumentException(
          "endRate: expected less than learningRate, " + peak + ", got " + endRate);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Schedule schedule && name.equals(schedule.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The factory method with its numbers, for example {@code cosineWithRestarts(2)}. */
  @Override
  public String toString() {
    return name;
  }
}
