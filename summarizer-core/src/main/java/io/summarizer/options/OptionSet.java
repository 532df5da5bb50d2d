package io.summarizer.options;

import com.google.common.collect.ImmutableMap;
import io.summarizer.data.Dataset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of options; immutable. */
public final class OptionSet {
  /** Nothing is set. */
  public static final OptionSet EMPTY = new OptionSet(ImmutableMap.of());

  private final ImmutableMap<Option<?>, Object> values;

  private OptionSet(ImmutableMap<Option<?>, Object> values) {
    this.values = values;
  }

  /**
   * The same with a value set.
   *
   * @throws IllegalArgumentException if the option does not take it
   */
  public <T> OptionSet with(Option<T> option, T value) {
    if (value == null) { // callers in other languages do not heed the annotations
      throw new IllegalArgumentException(option + ": expected a value, got null");
    }
    option.check(value);
    Map<Option<?>, Object> changed = new LinkedHashMap<>(values);
    changed.put(option, value);
    return new OptionSet(ImmutableMap.copyOf(changed));
  }

  /**
   * The value, or the default.
   *
   * @throws IllegalArgumentException if there is neither
   */
  public <T> T get(Option<T> option) {
    return find(option)
        .orElseThrow(() -> new IllegalArgumentException(option + ": required, but it was not set"));
  }

  /** The value, or the default, if there is one. */
  public <T> Optional<T> find(Option<T> option) {
    T value = set(option);
    return Optional.ofNullable(value == null ? option.fallback() : value);
  }

  /** The values of some options as texts, by name; those that have none are left out. */
  public Map<String, String> texts(Collection<Option<?>> options) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Option<?> option : options) {
      find(option).ifPresent(value -> texts.put(option.name(), text(value)));
    }
    return texts;
  }

  private static String text(Object value) {
    return value instanceof Dataset data ? data.name() : value.toString();
  }

  /** Whether the value was set, be it to the default. */
  public boolean has(Option<?> option) {
    return values.containsKey(option);
  }

  @SuppressWarnings("unchecked") // with() puts values of the option's type only
  private <T> @Nullable T set(Option<T> option) {
    return (T) values.get(option);
  }
}
