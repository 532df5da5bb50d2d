package io.summarizer.data;

import io.summarizer.data.parquet.ParquetFile;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A dataset over a Parquet file: one row per example.
 *
 * <p>The article is a string. The summary is one too, or a list of strings, of which the first one
 * is the summary and the others are further references. Null, and a list without strings, are empty
 * texts. The id may be a string or an integer; an example without one gets the number of its row
 * (from 1). Other columns are not read.
 *
 * <p>Pages may be of either version and be encoded as plain, dictionary or delta; compressed with
 * Snappy, gzip, Zstandard or LZ4, or not at all. A stream holds one page of each of the three
 * columns, unpacked, with its dictionary, and while it opens a page also that page's packed bytes;
 * writers make pages of about 1 MB by default. The size of a row group does not matter. A file that
 * is damaged fails with a {@link DataException} that names the row group, the column and the page.
 * A page of more than 256 MiB, a text of more than 16,777,216 characters and a list of more than
 * 65,536 texts are refused, and so are rows that have 200 times the file's bytes and 64 MiB. A text
 * that is not UTF-8 makes its row a bad record that {@link #skipBadRecords} can skip.
 */
public final class ParquetDataset extends ReaderDataset {
  private final Path path;
  private final FieldNames fields;

  private ParquetDataset(Builder builder) {
    super(builder.path.toString());
    this.path = builder.path;
    this.fields = builder.fields.checked();
  }

  /** Returns a builder for the given file with every option at its default. */
  public static Builder builder(Path path) {
    return new Builder(Objects.requireNonNull(path, "path"), FieldNames.DEFAULT);
  }

  @Override
  ExampleReader open() {
    return ParquetExampleReader.open(path, fields);
  }

  /**
   * The number of rows, which the file's end tells; it is read at every call.
   *
   * @throws DataException if it cannot be read
   */
  @Override
  public OptionalLong size() {
    try (ParquetFile file = ParquetFile.open(path)) {
      return OptionalLong.of(file.rowCount());
    }
  }

  /** The options of a {@link ParquetDataset}; immutable, every setter returns a new builder. */
  public static final class Builder {
    private final Path path;
    private final FieldNames fields;

    private Builder(Path path, FieldNames fields) {
      this.path = path;
      this.fields = fields;
    }

    /** Sets the field that holds the article; default {@code article}. */
    public Builder articleField(String name) {
      return fields(fields.withArticle(name));
    }

    /**
     * Sets the field that holds the summary, or a list that begins with it; default {@code
     * highlights}.
     */
    public Builder summaryField(String name) {
      return fields(fields.withSummary(name));
    }

    /** Reads no summaries: those of the examples are empty, and the file need not have any. */
    public Builder withoutSummary() {
      return fields(fields.withoutSummary());
    }

    /** Sets the field that holds the id, which the file need not have; default {@code id}. */
    public Builder idField(String name) {
      return fields(fields.withId(name));
    }

    /**
     * Adds a field that holds further references, a text or a list, after those added before;
     * default none. Where it is blank, the example has no such reference.
     */
    public Builder referenceField(String name) {
      return fields(fields.withReference(name));
    }

    Builder fields(FieldNames fields) {
      return new Builder(path, fields);
    }

    /**
     * Returns the dataset; the file is opened by {@link Dataset#stream()}, not here.
     *
     * @throws IllegalArgumentException if two of the field names are equal
     */
    public ParquetDataset build() {
      return new ParquetDataset(this);
    }
  }
}
