package io.summarizer.data;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A dataset whose every stream opens the source anew. */
abstract class ReaderDataset implements Dataset {
  private final String name;

  ReaderDataset(String name) {
    this.name = name;
  }

  /** Opens the source at its first example. */
  abstract ExampleReader open();

  @Override
  public final Stream<Example> stream() {
    return ExampleReader.stream(open());
  }

  @Override
  public final Stream<Example> stream(Consumer<? super BadRecord> skipped) {
    return ExampleReader.stream(open(), Objects.requireNonNull(skipped, "skipped"));
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + name + "]";
  }
}
