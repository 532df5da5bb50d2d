package io.summarizer.data;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** A dataset over streams that the user's code makes. */
final class StreamDataset implements Dataset {
  private final String name;
  private final Supplier<Stream<Example>> examples;

  StreamDataset(String name, Supplier<Stream<Example>> examples) {
    this.name = name;
    this.examples = examples;
  }

  @Override
  public Stream<Example> stream() {
    return examples.get();
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
