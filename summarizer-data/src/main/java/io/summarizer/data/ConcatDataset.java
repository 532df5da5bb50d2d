package io.summarizer.data;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The examples of several datasets, one after the other, of which one at a time is open. */
final class ConcatDataset implements Dataset {
  private final String name;
  private final List<Dataset> parts;

  ConcatDataset(String name, List<Dataset> parts) {
    this.name = name;
    this.parts = List.copyOf(parts);
  }

  @Override
  public Stream<Example> stream() {
    return ExampleReader.stream(new PartsReader(Dataset::stream));
  }

  @Override
  public Stream<Example> stream(Consumer<? super BadRecord> skipped) {
    return ExampleReader.stream(new PartsReader(part -> part.stream(skipped)));
  }

  @Override
  public OptionalLong size() {
    long sum = 0;
    for (Dataset part : parts) {
      OptionalLong size = part.size();
      if (size.isEmpty()) {
        return size;
      }
      sum += size.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }

  // Stream.flatMap would hold a whole part in memory as soon as someone asks for an iterator.
  private final class PartsReader implements ExampleReader {
    private final Function<Dataset, Stream<Example>> open;
    private final Iterator<Dataset> partsToCome = parts.iterator();
    private Stream<Example> part = Stream.empty();
    private Iterator<Example> examples = Collections.emptyIterator();

    PartsReader(Function<Dataset, Stream<Example>> open) {
      this.open = open;
      openNext();
    }

    @Override
    public @Nullable Example read() {
      while (!examples.hasNext()) {
        if (!partsToCome.hasNext()) {
          return null;
        }
        openNext();
      }
      return examples.next();
    }

    @Override
    public void close() {
      part.close();
    }

    private void openNext() {
      part.close();
      if (partsToCome.hasNext()) {
        part = open.apply(partsToCome.next());
        examples = part.iterator();
      }
    }
  }
}
