package io.summarizer.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which files hold examples. */
public enum DataFormat {
  /** Comma-separated values, as {@link CsvDataset} reads them; {@code .csv}. */
  CSV("csv", ".csv") {
    @Override
    Dataset open(Path path, FieldNames fields) {
      return CsvDataset.builder(path).fields(fields).build();
    }
  },

  /** Tab-separated values, as {@link CsvDataset} reads them; {@code .tsv}. */
  TSV("tsv", ".tsv") {
    @Override
    Dataset open(Path path, FieldNames fields) {
      return CsvDataset.builder(path).delimiter('\t').fields(fields).build();
    }
  },

  /** JSON Lines, as {@link JsonLinesDataset} reads them; {@code .jsonl} and {@code .ndjson}. */
  JSON_LINES("jsonl", ".jsonl", ".ndjson") {
    @Override
    Dataset open(Path path, FieldNames fields) {
      return JsonLinesDataset.builder(path).fields(fields).build();
    }
  },

  /** A JSON array, or JSON Lines, as {@link JsonLinesDataset} reads both; {@code .json}. */
  JSON("json", ".json") {
    @Override
    Dataset open(Path path, FieldNames fields) {
      return JSON_LINES.open(path, fields);
    }
  },

  /** Parquet, as {@link ParquetDataset} reads it; {@code .parquet}. */
  PARQUET("parquet", ".parquet") {
    @Override
    Dataset open(Path path, FieldNames fields) {
      return ParquetDataset.builder(path).fields(fields).build();
    }
  },

  /** A directory of CNN/DailyMail stories, as {@link StoryDataset} reads it. */
  STORIES("stories") {
    @Override
    Dataset open(Path path, FieldNames fields) {
      requireNoNames(path, fields);
      return withoutSummary(fields, StoryDataset.of(path));
    }
  },

  /**
   * A directory of text files in pairs, {@code ID.article.txt} and {@code ID.summary.txt}, in the
   * order of their ids; other files in it are passed over.
   *
   * <p>A file's text is its content in UTF-8 without the line break at its end, and it may be
   * compressed with gzip or zstd, as {@code ID.article.txt.gz}. Half of a pair and bytes that are
   * not UTF-8 are bad records that {@link Dataset#skipBadRecords} can skip.
   */
  TEXT_PAIRS("pairs") {
    @Override
    Dataset open(Path path, FieldNames fields) {
      requireNoNames(path, fields);
      return new TextPairDataset(path, fields.summary() != null);
    }
  },

  /**
   * Descriptions of Debian packages, whose extended description is the article and whose synopsis
   * is the summary: the {@code Translation-en} file of an apt repository, which {@code apt-get -o
   * Acquire::Languages=en -o Acquire::GzipIndexes=false update} puts into {@code
   * /var/lib/apt/lists}.
   *
   * <p>The id is the name of the package, which has an example for each of its descriptions. The
   * lines of a paragraph are joined by a space, and the paragraphs by a line feed. What has no
   * extended description is no example. A stanza with a line that is no field, or with bytes that
   * are not UTF-8, is a bad record that {@link Dataset#skipBadRecords} can skip.
   */
  DEBIAN("debian") {
    @Override
    Dataset open(Path path, FieldNames fields) {
      requireNoNames(path, fields);
      return new DebianDataset(path, fields.summary() != null);
    }

    @Override
    boolean matches(Path path) {
      return SourceFile.plainName(path).contains("Translation-");
    }
  };

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which the type cannot say
  private final List<String> extensions;

  DataFormat(String id, String... extensions) {
    this.id = id;
    this.extensions = List.of(extensions);
  }

  /** The name that stands for the format in options, such as {@code jsonl}. */
  public String id() {
    return id;
  }

  /**
   * Returns the format of a name such as {@code jsonl}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DataFormat of(String id) {
    return Arrays.stream(values())
        .filter(format -> format.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "format must be one of "
                        + Arrays.stream(values())
                            .map(DataFormat::id)
                            .collect(Collectors.joining(", "))
                        + ", but was '"
                        + id
                        + "'"));
  }

  /**
   * Returns the format that a file's extension tells, in any case and before that of a compression,
   * or that a directory's files tell; empty where they tell none.
   */
  public static Optional<DataFormat> detect(Path path) {
    return Files.isDirectory(path)
        ? detectInside(path)
        : Arrays.stream(values()).filter(format -> format.matches(path)).findFirst();
  }

  private static Optional<DataFormat> detectInside(Path directory) {
    if (!Directories.list(directory, StoryDataset::isStory).isEmpty()) {
      return Optional.of(STORIES);
    }
    return Directories.list(directory, TextPairDataset::isHalf).isEmpty()
        ? Optional.empty()
        : Optional.of(TEXT_PAIRS);
  }

  /** Opens a file; without a summary field, summaries are not read. */
  abstract Dataset open(Path path, FieldNames fields);

  /** Whether a file's name tells this format. */
  boolean matches(Path path) {
    String name = SourceFile.plainName(path).toLowerCase(Locale.ROOT);
    return extensions.stream().anyMatch(name::endsWith);
  }

  /** Returns the format that {@link #detect} tells. */
  static DataFormat require(Path path) {
    return detect(path).orElseThrow(() -> unknown(path));
  }

  private static DataException unknown(Path path) {
    if (Files.isDirectory(path)) {
      return new DataException(
          path
              + " is a directory without .story files or pairs of .article.txt and .summary.txt;"
              + " name a file inside it, or several as in "
              + path.resolve("*.csv"));
    }
    String known =
        Arrays.stream(values())
            .flatMap(format -> format.extensions.stream())
            .collect(Collectors.joining(", "));
    return new DataException(
        path
            + ": the format is told by the extension, which must be one of "
            + known
            + "; rename the file, or name its format");
  }

  /** Checks that nobody names fields where there are none. */
  final void requireNoNames(Path path, FieldNames fields) {
    boolean asPublished =
        fields.equals(FieldNames.DEFAULT) || fields.equals(FieldNames.DEFAULT.withoutSummary());
    if (!asPublished) {
      throw new DataException(
          path
              + ": the format "
              + id
              + " has no fields to choose, but "
              + FieldNames.quoted(fields.names())
              + " were asked for; leave them at their defaults");
    }
  }

  private static Dataset withoutSummary(FieldNames fields, Dataset dataset) {
    return fields.summary() == null
        ? dataset.map(example -> example.withReferences("", List.of()))
        : dataset;
  }
}
