package io.summarizer.data;

import java.util.function.Consumer;
import java.util.stream.Stream;

/** A dataset without the bad records of another, up to a number of them. */
final class SkippingDataset implements Dataset {
  private final Dataset source;
  private final long maximum;
  private final Consumer<? super BadRecord> listener;

  SkippingDataset(Dataset source, long maximum, Consumer<? super BadRecord> listener) {
    this.source = source;
    this.maximum = maximum;
    this.listener = listener;
  }

  @Override
  public Stream<Example> stream() {
    return stream(listener);
  }

  /** Reports to another listener, under the same maximum. */
  @Override
  public Stream<Example> stream(Consumer<? super BadRecord> skipped) {
    return source.stream(new Counter(skipped));
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public String toString() {
    return source.toString();
  }

  private final class Counter implements Consumer<BadRecord> {
    private final Consumer<? super BadRecord> told;
    private long count;

    Counter(Consumer<? super BadRecord> told) {
      this.told = told;
    }

    @Override
    public void accept(BadRecord bad) {
      count++;
      if (count > maximum) {
        throw new DataException(
            bad.message()
                + " (bad record number "
                + count
                + ", of which at most "
                + maximum
                + " may be skipped)");
      }
      told.accept(bad);
    }
  }
}
