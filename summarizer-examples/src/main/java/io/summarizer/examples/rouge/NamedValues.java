package io.summarizer.examples.rouge;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of an option that are called by their names, in upper or lower case. */
abstract class NamedValues<T> implements ITypeConverter<T>, Iterable<String> {
  private final List<T> values;
  private final Function<T, String> nameOf;

  NamedValues(List<T> values, Function<T, String> nameOf) {
    this.values = values;
    this.nameOf = nameOf;
  }

  @Override
  public T convert(String name) {
    return values.stream()
        .filter(value -> nameOf.apply(value).equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of " + String.join(", ", this) + ", got " + name));
  }

  /** The names, which the help lists. */
  @Override
  public Iterator<String> iterator() {
    return values.stream().map(nameOf).iterator();
  }
}
