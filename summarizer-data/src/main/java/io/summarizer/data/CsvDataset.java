package io.summarizer.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * A dataset over a CSV file (RFC 4180) in UTF-8, with or without a byte order mark, which may be
 * compressed with gzip or zstd.
 *
 * <p>The first row is the header and names the fields. Quoted fields may hold delimiters, line
 * breaks and doubled quotes. Every row must have as many fields as the header; empty lines are
 * skipped. An example without an id, because the header has no such field or the row has it blank,
 * gets the number of its row (from 1, without the header).
 *
 * <p>A row of another length, or with bytes that are not UTF-8, is a bad record that {@link
 * #skipBadRecords} can skip. Quotes that do not match always stop, since they hide where the next
 * row begins, and so does a row of more than 16,777,216 characters.
 */
public final class CsvDataset extends ReaderDataset {
  private final Path path;
  private final FieldNames fields;
  private final char delimiter;

  private CsvDataset(Builder builder) {
    super(builder.path.toString());
    this.path = builder.path;
    this.fields = builder.fields.checked();
    this.delimiter = builder.delimiter;
  }

  /** Returns a builder for the given file with every option at its default. */
  public static Builder builder(Path path) {
    return new Builder(Objects.requireNonNull(path, "path"), FieldNames.DEFAULT, ',');
  }

  @Override
  ExampleReader open() {
    return CsvExampleReader.open(path, fields, delimiter);
  }

  /** The options of a {@link CsvDataset}; immutable, every setter returns a new builder. */
  public static final class Builder {
    private final Path path;
    private final FieldNames fields;
    private final char delimiter;

    private Builder(Path path, FieldNames fields, char delimiter) {
      this.path = path;
      this.fields = fields;
      this.delimiter = delimiter;
    }

    /** Sets the field that holds the article; default {@code article}. */
    public Builder articleField(String name) {
      return fields(fields.withArticle(name));
    }

    /** Sets the field that holds the summary; default {@code highlights}. */
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
     * Adds a field that holds a further reference summary, after those added before; default none.
     * Where it is blank, the example has no such reference.
     */
    public Builder referenceField(String name) {
      return fields(fields.withReference(name));
    }

    Builder fields(FieldNames fields) {
      return new Builder(path, fields, delimiter);
    }

    /**
     * Sets the character between fields; default {@code ','}.
     *
     * @throws IllegalArgumentException if it is a double quote or a line break, which have a
     *     meaning of their own
     */
    public Builder delimiter(char delimiter) {
      return new Builder(path, fields, requireDelimiter(delimiter));
    }

    static char requireDelimiter(char delimiter) {
      if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "delimiter must not be a double quote or a line break, but was U+%04X",
                (int) delimiter));
      }
      return delimiter;
    }

    /**
     * Returns the dataset; the file is opened by {@link Dataset#stream()}, not here.
     *
     * @throws IllegalArgumentException if two of the field names are equal
     */
    public CsvDataset build() {
      return new CsvDataset(this);
    }
  }
}
