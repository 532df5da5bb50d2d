package io.summarizer;

import org.jspecify.annotations.Nullable;

/** The checks of option values: each names the option, what was expected and what came. */
final class Options {
  private Options() {}

  static void atLeast(String option, long least, long value) {
    if (value < least) {
      throw invalid(option, least + " or more", value);
    }
  }

  static void positive(String option, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw invalid(option, "a number above 0", value);
    }
  }

  static void finite(String option, double value) {
    if (!Double.isFinite(value)) {
      throw invalid(option, "a number", value);
    }
  }

  static void notNegative(String option, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw invalid(option, "a number of 0 or more", value);
    }
  }

  static void fraction(String option, double value) {
    if (!(value >= 0 && value < 1)) {
      throw invalid(option, "a number from 0 to below 1", value);
    }
  }

  static void required(String option, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(option + ": required, but it was not set");
    }
  }

  static IllegalArgumentException invalid(String option, String expected, Object value) {
    return new IllegalArgumentException(option + ": expected " + expected + ", got " + value);
  }
}
