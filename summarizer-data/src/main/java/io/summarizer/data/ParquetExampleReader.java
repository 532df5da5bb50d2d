package io.summarizer.data;

import io.summarizer.data.parquet.ParquetColumn;
import io.summarizer.data.parquet.ParquetFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads examples from an opened Parquet file. */
final class ParquetExampleReader implements ExampleReader {
  private final ParquetFile file;
  private final ParquetColumn articles;
  private final @Nullable ParquetColumn summaries;
  private final @Nullable ParquetColumn ids;
  private final List<ParquetColumn> references;
  private long rowNumber;

  private ParquetExampleReader(Path path, FieldNames fields, ParquetFile file) {
    this.file = file;
    List<String> present = file.fields();
    fields.requireIn(present, path + ": the schema");
    this.articles = file.texts(fields.article());
    this.summaries = fields.summary() == null ? null : file.textLists(fields.summary());
    this.ids = present.contains(fields.id()) ? file.identifiers(fields.id()) : null;
    this.references = fields.references().stream().map(file::textLists).toList();
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
    DataException[] malformed = new DataException[1];
    String id = first(texts(ids, malformed));
    String article = first(texts(articles, malformed));
    List<String> summary = texts(summaries, malformed);
    List<String> further = new ArrayList<>(summary.stream().skip(1).toList());
    references.forEach(column -> further.addAll(texts(column, malformed)));
    if (malformed[0] != null) {
      throw malformed[0];
    }
    return new Example(
        id.isBlank() ? Long.toString(rowNumber) : id,
        article,
        first(summary),
        further.stream().filter(text -> !text.isBlank()).toList());
  }

  /**
   * What the next row has in a column. A text that is not UTF-8 is kept for later, so that every
   * column goes on to the next row.
   */
  private static List<String> texts(@Nullable ParquetColumn column, DataException[] malformed) {
    try {
      return column == null ? List.of() : column.next();
    } catch (DataException e) {
      if (e.badRecord().isEmpty()) {
        throw e;
      }
      malformed[0] = malformed[0] == null ? e : malformed[0];
      return List.of();
    }
  }

  private static String first(List<String> texts) {
    return texts.isEmpty() ? "" : texts.get(0);
  }

  @Override
  public void close() {
    file.close();
  }
}
