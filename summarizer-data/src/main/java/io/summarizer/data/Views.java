package io.summarizer.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the views that {@link Dataset} offers. */
final class Views {
  private Views() {}

  static Dataset map(Dataset source, UnaryOperator<Example> change) {
    Objects.requireNonNull(change, "change");
    return new View(source, source.name(), size -> size, examples -> examples.map(change));
  }

  static Dataset filter(Dataset source, Predicate<? super Example> keep) {
    Objects.requireNonNull(keep, "keep");
    return filter(source, source.name(), keep);
  }

  private static Dataset filter(Dataset source, String name, Predicate<? super Example> keep) {
    return new View(source, name, size -> OptionalLong.empty(), examples -> examples.filter(keep));
  }

  static Dataset limit(Dataset source, long count) {
    requireCount("limit", count);
    return new View(
        source,
        "the first " + count + " of " + source.name(),
        size -> min(size, count),
        examples -> examples.limit(count));
  }

  static Dataset sample(Dataset source, long count, long seed) {
    requireCount("sample", count);
    return new SampleDataset(source, count, seed);
  }

  static Dataset shuffle(Dataset source, long seed) {
    return new View(source, source.name(), size -> size, examples -> shuffled(examples, seed));
  }

  /** Orders by a hash of the position, which makes the order depend on nothing else. */
  private static Stream<Example> shuffled(Stream<Example> source, long seed) {
    try (source) {
      List<Example> examples = source.toList();
      return IntStream.range(0, examples.size())
          .boxed()
          .sorted(Comparator.comparingLong(position -> SeededHash.of(seed, position)))
          .map(examples::get);
    }
  }

  static Split split(Dataset source, double validation, double test, long seed) {
    if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "split: expected fractions that leave something to train, but validation"
                  + " was %s and test was %s",
              validation,
              test));
    }
    return new Split(
        part(source, "training", validation + test, 1.0, seed),
        part(source, "validation", 0.0, validation, seed),
        part(source, "test", validation, validation + test, seed));
  }

  private static Dataset part(Dataset source, String part, double from, double to, long seed) {
    return filter(
        source,
        "the " + part + " part of " + source.name(),
        example -> {
          double place = SeededHash.fraction(seed, example.article().hashCode());
          return from <= place && place < to;
        });
  }

  static Dataset skipBadRecords(
      Dataset source, long maximum, Consumer<? super BadRecord> listener) {
    requireCount("skipBadRecords", maximum);
    return new SkippingDataset(source, maximum, Objects.requireNonNull(listener, "listener"));
  }

  static OptionalLong min(OptionalLong size, long count) {
    return size.isPresent() ? OptionalLong.of(Math.min(size.getAsLong(), count)) : size;
  }

  private static void requireCount(String view, long count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          view + ": expected a number of 0 or more, but was " + count);
    }
  }
}
