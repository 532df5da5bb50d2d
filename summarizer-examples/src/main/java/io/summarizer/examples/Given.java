package io.summarizer.examples;

import io.summarizer.Cadence;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What was given on the command line, and what was not. */
final class Given {
  private Given() {}

  /** Sets an option that was given; the library knows the default of one that was not. */
  static <B, T> B set(B options, @Nullable T value, BiFunction<B, T, B> setter) {
    return value == null ? options : setter.apply(options, value);
  }

  /** Every so many steps, if their number was given. */
  static @Nullable Cadence steps(@Nullable Long steps) {
    return steps == null ? null : Cadence.steps(steps);
  }

  /** Whether one of the options was given. */
  static boolean any(CommandSpec command, String... options) {
    return Arrays.stream(options)
        .anyMatch(command.commandLine().getParseResult()::hasMatchedOption);
  }

  /**
   * Refuses options that have no effect without another.
   *
   * @param other the other, as messages call it
   * @throws IllegalArgumentException if one of them was given
   */
  static void refuse(CommandSpec command, String other, String... options) {
    for (String option : options) {
      if (any(command, option)) {
        throw new IllegalArgumentException(
            option + ": expected " + other + " too, without which it does nothing");
      }
    }
  }
}
