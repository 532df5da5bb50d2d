package io.summarizer.data;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A dataset over a JSON file in UTF-8, which may be compressed with gzip or zstd: JSON Lines, which
 * is one JSON object per example and usually per line, or one JSON array of such objects.
 *
 * <p>The article is a JSON string. The summary is one too, or an array of strings, of which the
 * first is the summary and the others are extra references. The first object must have both fields,
 * so that a wrong name is noticed; where a later one lacks a field, or has null in it, the text is
 * empty. The id may be a string or an integer; an example without one gets the number of its object
 * (from 1). Other fields are ignored, and of a field given twice the last one counts. A surrogate
 * that has no partner, which only an escape can write, becomes U+FFFD.
 *
 * <p>A field of another type, bytes that are not UTF-8, and in JSON Lines what is not valid JSON
 * are bad records that {@link #skipBadRecords} can skip; after invalid JSON it reads on at the next
 * line. In an array, invalid JSON always stops, and so does an object of more than 16,777,216
 * characters anywhere.
 */
public final class JsonLinesDataset extends ReaderDataset {
  private final Path path;
  private final FieldNames fields;

  private JsonLinesDataset(Builder builder) {
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
    return JsonExampleReader.open(path, fields);
  }

  /** The options of a {@link JsonLinesDataset}; immutable, every setter returns a new builder. */
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

    /** Sets the field that holds the summary; default {@code highlights}. */
    public Builder summaryField(String name) {
      return fields(fields.withSummary(name));
    }

    /** Reads no summaries: those of the examples are empty, and the file need not have any. */
    public Builder withoutSummary() {
      return fields(fields.withoutSummary());
    }

    /** Sets the field that holds the id, which the objects need not have; default {@code id}. */
    public Builder idField(String name) {
      return fields(fields.withId(name));
    }

    /**
     * Adds a field that holds further reference summaries, as a string or an array of strings,
     * after those added before; default none. Where it is absent, null or blank, the example has no
     * such reference.
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
    public JsonLinesDataset build() {
      return new JsonLinesDataset(this);
    }
  }
}
