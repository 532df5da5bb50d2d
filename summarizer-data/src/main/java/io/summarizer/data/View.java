package io.summarizer.data;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A dataset that hands on the examples of another, changed on the way. */
final class View implements Dataset {
  private final Dataset source;
  private final String name;
  private final UnaryOperator<OptionalLong> size;
  private final UnaryOperator<Stream<Example>> change;

  /**
   * Creates a view.
   *
   * @param size the number of its examples, from that of the source
   * @param change what it does to a stream of the source, which closes with the result
   */
  View(
      Dataset source,
      String name,
      UnaryOperator<OptionalLong> size,
      UnaryOperator<Stream<Example>> change) {
    this.source = source;
    this.name = name;
    this.size = size;
    this.change = change;
  }

  @Override
  public Stream<Example> stream() {
    return change.apply(source.stream());
  }

  @Override
  public Stream<Example> stream(Consumer<? super BadRecord> skipped) {
    return change.apply(source.stream(skipped));
  }

  @Override
  public OptionalLong size() {
    return size.apply(source.size());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
