package io.summarizer.options;

/** The checks of option values: each names the option, what was expected and what came. */
public final class Checks {
  private Checks() {}

  /** Refuses a value below {@code least}. */
  public static void atLeast(String option, long least, long value) {
    if (value < least) {
      throw invalid(option, least + " or more", value);
    }
  }

  /** Refuses a value below {@code least} or above {@code most}. */
  public static void between(String option, long least, long most, long value) {
    if (value < least || value > most) {
      throw invalid(option, least + " to " + most, value);
    }
  }

  /** Refuses 0, what is below it, and what is no finite number. */
  public static void positive(String option, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw invalid(option, "a number above 0", value);
    }
  }

  /** Refuses what is below 0, and what is no finite number. */
  public static void notNegative(String option, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw invalid(option, "a number of 0 or more", value);
    }
  }

  /** Refuses 0, what is above it, and what is no finite number. */
  public static void negative(String option, double value) {
    if (!(value < 0 && Double.isFinite(value))) {
      throw invalid(option, "a number below 0", value);
    }
  }

  /** Refuses what is below 0, and 1 and more. */
  public static void fraction(String option, double value) {
    if (!(value >= 0 && value < 1)) {
      throw invalid(option, "a number from 0 to below 1", value);
    }
  }

  /** Refuses what is no finite number. */
  public static void finite(String option, double value) {
    if (!Double.isFinite(value)) {
      throw invalid(option, "a number", value);
    }
  }

  /** The error of an option that expected something else. */
  public static IllegalArgumentException invalid(String option, String expected, Object value) {
    return new IllegalArgumentException(option + ": expected " + expected + ", got " + value);
  }
}
