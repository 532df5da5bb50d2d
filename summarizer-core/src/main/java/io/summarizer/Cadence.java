package io.summarizer;

import io.summarizer.options.Checks;

/**
 * How often something is done in a run.
 *
 * @param unit in which it is counted
 * @param steps how many optimizer steps lie between two times; 0 unless steps are counted
 */
public record Cadence(Unit unit, long steps) {
  /** What is counted. */
  public enum Unit {
    /** It is not done. */
    NEVER,
    /** At the end of each epoch, and of the run. */
    EPOCHS,
    /** Every so many optimizer steps, and at the end of the run. */
    STEPS
  }

  /** Checks that there are steps where steps are counted. */
  public Cadence {
    if (unit == Unit.STEPS) {
      Checks.atLeast("steps", 1, steps);
    } else if (steps != 0) {
      throw new IllegalArgumentException("steps: expected 0 for " + unit + ", got " + steps);
    }
  }

  /** It is not done. */
  public static Cadence never() {
    return new Cadence(Unit.NEVER, 0);
  }

  /** At the end of each epoch, and of the run. */
  public static Cadence epochs() {
    return new Cadence(Unit.EPOCHS, 0);
  }

  /**
   * Every {@code steps} optimizer steps, counted from the start of the run, and at its end.
   *
   * @param steps 1 or more
   */
  public static Cadence steps(long steps) {
    return new Cadence(Unit.STEPS, steps);
  }

  /**
   * Whether it is time.
   *
   * @param step optimizer steps done
   * @param endsEpoch whether an epoch ends with the last of them
   * @param endsRun whether the run does
   */
  public boolean isDue(long step, boolean endsEpoch, boolean endsRun) {
    return switch (unit) {
      case NEVER -> false;
      case EPOCHS -> endsEpoch || endsRun;
      case STEPS -> (step > 0 && step % steps == 0) || endsRun;
    };
  }

  @Override
  public String toString() {
    return switch (unit) {
      case NEVER -> "never";
      case EPOCHS -> "every epoch";
      case STEPS -> steps == 1 ? "every step" : "every " + steps + " steps";
    };
  }
}
