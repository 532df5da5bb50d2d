package io.summarizer.data;

import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A given number of examples, picked at random, in the order of their source.
 *
 * <p>Selection sampling (Knuth, The Art of Computer Programming, volume 2, 3.4.2, algorithm S): of
 * r examples to come of which n are wanted, the next is taken with probability n / r. So every set
 * of that many examples is as likely, none is held in memory, and only their number must be known.
 */
final class SampleDataset implements Dataset {
  private final Dataset source;
  private final long count;
  private final long seed;
  private OptionalLong counted = OptionalLong.empty();

  SampleDataset(Dataset source, long count, long seed) {
    this.source = source;
    this.count = count;
    this.seed = seed;
  }

  @Override
  public Stream<Example> stream() {
    OptionalLong size = source.size();
    long total = size.isPresent() ? size.getAsLong() : count(source::stream);
    return ExampleReader.stream(new Sampler(source.stream(), total));
  }

  @Override
  public Stream<Example> stream(Consumer<? super BadRecord> skipped) {
    // A known size may include bad records; those that the counting comes upon are told below.
    long total = count(() -> source.stream(bad -> {}));
    return ExampleReader.stream(new Sampler(source.stream(skipped), total));
  }

  @Override
  public OptionalLong size() {
    return Views.min(source.size(), count);
  }

  @Override
  public String name() {
    return "a sample of " + count + " of " + source.name();
  }

  @Override
  public String toString() {
    return name();
  }

  private synchronized long count(Supplier<Stream<Example>> examples) {
    if (counted.isEmpty()) {
      try (Stream<Example> all = examples.get()) {
        counted = OptionalLong.of(all.count());
      }
    }
    return counted.getAsLong();
  }

  private final class Sampler implements ExampleReader {
    private final Stream<Example> stream;
    private final Iterator<Example> examples;
    private long remaining;
    private long wanted = count;

    Sampler(Stream<Example> stream, long total) {
      this.stream = stream;
      this.examples = stream.iterator();
      this.remaining = total;
    }

    @Override
    public @Nullable Example read() {
      while (wanted > 0 && examples.hasNext()) {
        Example example = examples.next();
        boolean picked = SeededHash.fraction(seed, remaining) * remaining < wanted;
        remaining--;
        if (picked) {
          wanted--;
          return example;
        }
      }
      return null;
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
