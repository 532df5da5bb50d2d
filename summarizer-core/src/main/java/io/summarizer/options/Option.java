package io.summarizer.options;

import org.jspecify.annotations.Nullable;

/**
 * A setting of a run: its name, its default and what it accepts.
 *
 * @param <T> the type of its values
 */
public final class Option<T> {
  /** Refuses the values that an option does not take. */
  @FunctionalInterface
  interface Check<T> {
    /**
     * Does nothing if the option takes the value.
     *
     * @throws IllegalArgumentException if it does not
     */
    void check(String name, T value);
  }

  private final String name;
  private final @Nullable T fallback;
  private final Check<? super T> check;
  private final boolean places;

  private Option(String name, @Nullable T fallback, Check<? super T> check, boolean places) {
    this.name = name;
    this.fallback = fallback;
    this.check = check;
    this.places = places;
  }

  /** An option with a default. */
  static <T> Option<T> of(String name, T fallback, Check<? super T> check) {
    return new Option<>(name, fallback, check, false);
  }

  /** An option that takes every value of its type. */
  static <T> Option<T> of(String name, T fallback) {
    return of(name, fallback, (n, value) -> {});
  }

  /** An option that may be left unset. */
  static <T> Option<T> unset(String name, Check<? super T> check) {
    return new Option<>(name, null, check, false);
  }

  /** An option that may be left unset and takes every value of its type. */
  static <T> Option<T> unset(String name) {
    return unset(name, (n, value) -> {});
  }

  /**
   * The same option, on which it depends which examples a step sees: a run can only be gone on with
   * if it has not changed.
   */
  Option<T> placing() {
    return new Option<>(name, fallback, check, true);
  }

  /** The name of its setter. */
  public String name() {
    return name;
  }

  /** Whether it decides which examples a step sees. */
  public boolean places() {
    return places;
  }

  @Nullable T fallback() {
    return fallback;
  }

  void check(T value) {
    check.check(name, value);
  }

  @Override
  public String toString() {
    return name;
  }
}
