package io.summarizer.data;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A dataset over examples that are in memory already. */
final class InMemoryDataset implements Dataset {
  private final List<Example> examples;

  InMemoryDataset(Collection<Example> examples) {
    this.examples = List.copyOf(examples);
  }

  @Override
  public Stream<Example> stream() {
    return examples.stream();
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(examples.size());
  }

  @Override
  public String name() {
    return examples.size() + " examples in memory";
  }

  @Override
  public String toString() {
    return name();
  }
}
