package io.summarizer.examples;

import io.summarizer.Cadence;
import io.summarizer.FineTuning;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What was given on the command line, and what was not. */
final class Given {
  private Given() {}

  /** Sets an option that was given; the library knows the default of one that was not. */
  static <T> FineTuning.Builder set(
      FineTuning.Builder options,
      @Nullable T value,
      BiFunction<FineTuning.Builder, T, FineTuning.Builder> setter) {
    return value == null ? options : setter.apply(options, value);
  }

  /** Every so many steps, if their number was given. */
  static @Nullable Cadence steps(@Nullable Long steps) {
    return steps == null ? null : Cadence.steps(steps);
  }
}
