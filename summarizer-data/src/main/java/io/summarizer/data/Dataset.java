package io.summarizer.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A restartable source of examples: every call of {@link #stream()} yields the same examples in the
 * same order.
 *
 * <p>Its views, such as {@link #map}, {@link #sample} and {@link #split}, read from it when they
 * are read, and hold nothing in memory unless they say so.
 *
 * <p>A dataset is safe for use by several threads, each with a stream of its own; a stream is for
 * one reader. Your own implementation has to be so too where threads share it.
 */
public interface Dataset {
  /** The field that holds the article in CNN/DailyMail. */
  String DEFAULT_ARTICLE_FIELD = "article";

  /** The field that holds the summary in CNN/DailyMail. */
  String DEFAULT_SUMMARY_FIELD = "highlights";

  /**
   * Opens the source and returns its examples one by one, without holding them all in memory.
   *
   * <p>The stream closes what it opened when it is closed, so use it in try-with-resources:
   *
   * <pre>{@code
   * try (Stream<Example> examples = dataset.stream()) {
   *   examples.limit(10).forEach(example -> System.out.println(example.summary()));
   * }
   * }</pre>
   *
   * @throws DataException here if the source cannot be opened, and from the stream's operations if
   *     a part of it cannot be read
   */
  Stream<Example> stream();

  /**
   * Does what {@link #stream()} does, but hands records that cannot be read to a listener and goes
   * on with the next. Sources whose records cannot be bad, which is the default, have no use for
   * it.
   *
   * @see #skipBadRecords
   */
  default Stream<Example> stream(Consumer<? super BadRecord> skipped) {
    return stream();
  }

  /**
   * The number of examples where it is known without reading them; empty by default. Records that
   * turn out to be bad may be among them.
   */
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  /** What messages call this source, such as the path of its file. */
  String name();

  /**
   * Returns a dataset of the given examples, in the collection's order; later changes to it are not
   * seen.
   */
  static Dataset of(Collection<Example> examples) {
    return new InMemoryDataset(examples);
  }

  /** Returns a dataset of the given examples in this order. */
  static Dataset of(Example... examples) {
    return of(Arrays.asList(examples));
  }

  /**
   * Returns a dataset of the examples of streams, each of which the supplier makes anew with the
   * same examples in the same order; they are closed after use.
   *
   * @param name what messages call this source
   */
  static Dataset of(String name, Supplier<Stream<Example>> streams) {
    return new StreamDataset(
        Objects.requireNonNull(name, "name"), Objects.requireNonNull(streams, "streams"));
  }

  /**
   * Returns a dataset over a file whose fields are named as in CNN/DailyMail: {@code article},
   * {@code highlights} and, if present, {@code id}.
   *
   * @see #open(Path, String, String)
   */
  static Dataset open(Path path) {
    return files(path).open();
  }

  /**
   * Returns a dataset over a file of a published form, as {@link #open(Path)} does.
   *
   * @see #open(Path, String, String)
   */
  static Dataset open(Path path, Preset preset) {
    return files(path).preset(preset).open();
  }

  /**
   * Returns a dataset over a file whose format follows from its extension: {@code .csv}, {@code
   * .tsv} (tab-separated), {@code .jsonl} and {@code .ndjson} (JSON Lines) and {@code .json} (those
   * or an array), in any case and, if compressed, before {@code .gz} or {@code .zst}; and {@code
   * .parquet}. A directory is one of {@code .story} files or of text pairs. A path with wildcards,
   * such as {@code data/train-*.csv}, stands for several files as one.
   *
   * <p>The file is opened by {@link #stream()}, not here. For other options use {@link DataFiles}
   * or the dataset of the format, such as {@link CsvDataset}.
   *
   * @param articleField the field that holds the article
   * @param summaryField the field that holds the summary
   * @throws DataException if the extension is none of these, or nothing matches the wildcards
   */
  static Dataset open(Path path, String articleField, String summaryField) {
    return files(path).articleField(articleField).summaryField(summaryField).open();
  }

  /**
   * Returns a dataset of articles that nobody has summarized yet, over a file as for {@link
   * #open(Path, String, String)}: the summaries are empty, and the file need not have any.
   *
   * @param articleField the field that holds the article
   * @throws DataException if the extension is none of those
   */
  static Dataset openArticles(Path path, String articleField) {
    return files(path).articleField(articleField).withoutSummary().open();
  }

  private static DataFiles files(Path path) {
    return DataFiles.matching(path.toString());
  }

  /** Returns a dataset of the examples of several, one after the other. */
  static Dataset concat(List<? extends Dataset> parts) {
    return new ConcatDataset(
        parts.stream().map(Dataset::name).collect(Collectors.joining(", ")), List.copyOf(parts));
  }

  /** Returns a view of this dataset with every example changed. */
  default Dataset map(UnaryOperator<Example> change) {
    return Views.map(this, change);
  }

  /** Returns a view of the examples for which the condition holds. */
  default Dataset filter(Predicate<? super Example> condition) {
    return Views.filter(this, condition);
  }

  /**
   * Returns a view of the first examples.
   *
   * @param count how many at most, from 0
   */
  default Dataset limit(long count) {
    return Views.limit(this, count);
  }

  /**
   * Returns a view of examples picked at random, in the order in which they are here. Every set of
   * that many is as likely; which one it is depends on the seed and the number of examples alone.
   * Where that is not known, this dataset is read once more to count them.
   *
   * @param count how many, from 0; all where there are fewer
   */
  default Dataset sample(long count, long seed) {
    return Views.sample(this, count, seed);
  }

  /**
   * Parts this dataset into training and validation data, as {@link #split(double, double, long)}
   * does without test data.
   */
  default Split split(double validation, long seed) {
    return split(validation, 0, seed);
  }

  /**
   * Parts this dataset into training, validation and test data, which are views in the order of
   * this dataset. Every article falls into a part by a hash of its text and the seed: examples with
   * the same article stay together, so that none is both learned and tested, and an example stays
   * where it is when others come or go. The parts' sizes are therefore close to the fractions, not
   * equal. To part a part again, use another seed.
   *
   * @param validation the fraction for validation, such as 0.05
   * @param test the fraction for the test
   * @throws IllegalArgumentException if a fraction is negative or none remains for training
   */
  default Split split(double validation, double test, long seed) {
    return Views.split(this, validation, test, seed);
  }

  /**
   * Returns a view in an order that depends on the seed and the number of examples alone. An order
   * at random needs all examples at hand: each stream of the view reads and holds them in memory.
   * Training needs no such view, as it orders its tokenized examples anew in every epoch.
   */
  default Dataset shuffle(long seed) {
    return Views.shuffle(this, seed);
  }

  /** Returns a view of this dataset with the given rules of cleaning applied to every example. */
  default Dataset cleaned(Cleaning first, Cleaning... more) {
    return map(Cleaning.all(first, more));
  }

  /**
   * Returns a view without the records that cannot be read, each of which the listener is told, in
   * every stream anew. What cannot be read on after, such as a file that is cut off, stops as ever.
   *
   * @param maximum how many records may be skipped in a stream; one more stops it
   * @param listener is told of each, so that none is lost without a word
   */
  default Dataset skipBadRecords(long maximum, Consumer<? super BadRecord> listener) {
    return Views.skipBadRecords(this, maximum, listener);
  }
}
