package io.summarizer.data;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A dataset over a JSON Lines file in UTF-8: one JSON object per example, usually one per line.
 *
 * <p>The article and the summary are JSON strings. The first object must have both fields, so that
 * a wrong name is noticed; where a later one lacks a field, or has null in it, the text is empty.
 * The id may be a string or an integer; an example without one gets the number of its object (from
 * 1). Other fields are ignored, and of a field given twice the last one counts.
 */
public final class JsonLinesDataset implements Dataset {
  private final Path path;
  private final FieldNames fields;

  private JsonLinesDataset(Builder builder) {
    this.path = builder.path;
    this.fields = builder.fields.checked();
  }

  /** Returns a builder for the given file with every option at its default. */
  public static Builder builder(Path path) {
    return new Builder(Objects.requireNonNull(path, "path"), FieldNames.DEFAULT);
  }

  @Override
  public Stream<Example> stream() {
    return ExampleReader.stream(JsonLinesExampleReader.open(path, fields));
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public String toString() {
    return "JsonLinesDataset[" + path + "]";
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
      return new Builder(path, fields.withArticle(name));
    }

    /** Sets the field that holds the summary; default {@code highlights}. */
    public Builder summaryField(String name) {
      return new Builder(path, fields.withSummary(name));
    }

    /** Reads no summaries: those of the examples are empty, and the file need not have any. */
    public Builder withoutSummary() {
      return new Builder(path, fields.withoutSummary());
    }

    /** Sets the field that holds the id, which the objects need not have; default {@code id}. */
    public Builder idField(String name) {
      return new Builder(path, fields.withId(name));
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
