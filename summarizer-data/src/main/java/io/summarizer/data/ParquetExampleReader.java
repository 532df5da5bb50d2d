package io.summarizer.data;

import io.summarizer.data.parquet.ParquetColumn;
import io.summarizer.data.parquet.ParquetFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads examples from an opened Parquet file. */
final class ParquetExampleReader implements ExampleReader {
  private final Path path;
  private final ParquetFile file;
  private final ParquetColumn articles;
  private final @Nullable ParquetColumn summaries;
  private final @Nullable ParquetColumn ids;
  private final List<ParquetColumn> references;
  private final List<ParquetColumn> columns;
  private long rowNumber;

  /** The characters of the rows so far, and one for each. */
  private long unpacked;

  private ParquetExampleReader(Path path, FieldNames fields, ParquetFile file) {
    this.path = path;
    this.file = file;
    List<String> present = file.fields();
    fields.requireIn(present, path + ": the schema");
    this.articles = file.texts(fields.article());
    this.summaries = fields.summary() == null ? null : file.textLists(fields.summary());
    this.ids = present.contains(fields.id()) ? file.identifiers(fields.id()) : null;
    this.references = fields.references().stream().map(file::textLists).toList();
    this.columns =
        Stream.concat(
                Stream.of(ids, articles, summaries).filter(Objects::nonNull), references.stream())
            .toList();
  }

  /** Opens a file and finds its columns. */
  static ParquetExampleReader open(Path path, FieldNames fields) {
    ParquetFile file = ParquetFile.open(path);
    try {
      return new ParquetExampleReader(path, fields, file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public @Nullable Example read() {
    if (rowNumber == file.rowCount()) {
      return null;
    }
    rowNumber++;
    // All columns go on first, so that they stay side by side where a text turns out to be bad.
    for (ParquetColumn column : columns) {
      column.advance();
    }
    String id = firstOf(ids);
    String article = firstOf(articles);
    List<String> summary = summaries == null ? List.of() : summaries.values();
    List<String> further = new ArrayList<>(summary.stream().skip(1).toList());
    references.forEach(column -> further.addAll(column.values()));
    requireJustSize(article, summary, further);
    return new Example(
        id.isBlank() ? Long.toString(rowNumber) : id,
        article,
        summary.isEmpty() ? "" : summary.get(0),
        further.stream().filter(text -> !text.isBlank()).toList());
  }

  /** A few bytes can stand for any number of rows and texts that are equal. */
  private void requireJustSize(String article, List<String> summary, List<String> further) {
    unpacked += 1 + article.length();
    unpacked += summary.stream().limit(1).mapToLong(String::length).sum();
    unpacked += further.stream().mapToLong(String::length).sum();
    if (UnpackLimit.isExceeded(unpacked, file.size())) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s, row %d: the rows have more than %,d characters and %d times the file's bytes,"
                  + " as no texts do; if they are what you want, write them as JSON Lines",
              path,
              rowNumber,
              UnpackLimit.FREE,
              UnpackLimit.MAX_RATIO));
    }
  }

  @Override
  public void close() {
    file.close();
  }

  /** The first text in the row; empty where the column, or the row in it, has none. */
  private static String firstOf(@Nullable ParquetColumn column) {
    List<String> texts = column == null ? List.of() : column.values();
    return texts.isEmpty() ? "" : texts.get(0);
  }
}
