package io.summarizer.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A restartable source of examples: every call of {@link #stream()} yields the same examples in the
 * same order.
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

  /** The number of examples where it is known without reading everything; empty by default. */
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
   * Returns a dataset over a file whose fields are named as in CNN/DailyMail: {@code article},
   * {@code highlights} and, if present, {@code id}.
   *
   * @see #open(Path, String, String)
   */
  static Dataset open(Path path) {
    return open(path, DEFAULT_ARTICLE_FIELD, DEFAULT_SUMMARY_FIELD);
  }

  /**
   * Returns a dataset over a file whose format follows from its extension: {@code .csv}, {@code
   * .tsv} (tab-separated), {@code .jsonl}, {@code .ndjson} and {@code .json} (JSON Lines) and
   * {@code .parquet}, in any case.
   *
   * <p>The file is opened by {@link #stream()}, not here. For other options use {@link CsvDataset},
   * {@link JsonLinesDataset} or {@link ParquetDataset}.
   *
   * @param articleField the field that holds the article
   * @param summaryField the field that holds the summary
   * @throws DataException if the extension is none of these
   */
  static Dataset open(Path path, String articleField, String summaryField) {
    return FileFormat.of(path).open(path, articleField, summaryField);
  }

  /**
   * Returns a dataset of articles that nobody has summarized yet, over a file as for {@link
   * #open(Path, String, String)}: the summaries are empty, and the file need not have any.
   *
   * @param articleField the field that holds the article
   * @throws DataException if the extension is none of those
   */
  static Dataset openArticles(Path path, String articleField) {
    return FileFormat.of(path).open(path, articleField, null);
  }
}
