package io.summarizer.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Files to be read as one dataset, and how; immutable, every setter returns another.
 *
 * <pre>{@code
 * Dataset xsum = DataFiles.matching("xsum/train-*.jsonl.gz").preset(Preset.XSUM).open();
 * }</pre>
 *
 * <p>Where examples have no ids, they are numbered in each file from 1.
 */
public final class DataFiles {
  private final String name;
  private final List<Path> paths;
  private final @Nullable DataFormat format;
  private final FieldNames fields;
  private final @Nullable Preset preset;
  private final @Nullable Character delimiter;

  private DataFiles(
      String name,
      List<Path> paths,
      @Nullable DataFormat format,
      FieldNames fields,
      @Nullable Preset preset,
      @Nullable Character delimiter) {
    this.name = name;
    this.paths = paths;
    this.format = format;
    this.fields = fields;
    this.preset = preset;
    this.delimiter = delimiter;
  }

  /**
   * Returns the file of a path, or the files of a pattern such as {@code data/train-*.jsonl.gz}, in
   * the order of their paths. The wildcards are those of {@link
   * java.nio.file.FileSystem#getPathMatcher}'s globs: {@code *} and {@code ?} within a name, {@code
   * **} across directories, {@code [a-c]}, <code>{csv,tsv}</code>. Where there is a file of that
   * very name, it is meant.
   *
   * @throws DataException if there are wildcards but they match nothing
   */
  public static DataFiles matching(String pathOrPattern) {
    return new DataFiles(
        pathOrPattern, FilePattern.expand(pathOrPattern), null, FieldNames.DEFAULT, null, null);
  }

  /**
   * Returns the given files, in this order.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static DataFiles of(Path... paths) {
    if (paths.length == 0) {
      throw new IllegalArgumentException("paths: expected at least one file, but there are none");
    }
    List<Path> files = List.of(paths);
    String name = files.stream().map(Path::toString).collect(Collectors.joining(", "));
    return new DataFiles(name, files, null, FieldNames.DEFAULT, null, null);
  }

  /** The files, in the order in which they are read. */
  public List<Path> paths() {
    return paths;
  }

  /** Sets the format of all the files; by default {@link DataFormat#detect} tells that of each. */
  public DataFiles format(DataFormat format) {
    return new DataFiles(
        name, paths, Objects.requireNonNull(format, "format"), fields, preset, delimiter);
  }

  /**
   * Sets the names of the fields and the cleaning to those of a published data set; default those
   * of CNN/DailyMail. Names that are set later take precedence.
   */
  public DataFiles preset(Preset preset) {
    return new DataFiles(name, paths, format, preset.fields(), preset, delimiter);
  }

  /**
   * Sets the character between the fields of {@link DataFormat#CSV}, for example {@code ';'};
   * default {@code ','}.
   *
   * @throws IllegalArgumentException if it is a double quote or a line break, which have a meaning
   *     of their own
   */
  public DataFiles delimiter(char delimiter) {
    return new DataFiles(
        name, paths, format, fields, preset, CsvDataset.Builder.requireDelimiter(delimiter));
  }

  /** Sets the field that holds the article; default {@code article}. */
  public DataFiles articleField(String name) {
    return fields(fields.withArticle(name));
  }

  /** Sets the field that holds the summary; default {@code highlights}. */
  public DataFiles summaryField(String name) {
    return fields(fields.withSummary(name));
  }

  /** Reads no summaries: those of the examples are empty, and the files need not have any. */
  public DataFiles withoutSummary() {
    return fields(fields.withoutSummary());
  }

  /** Sets the field that holds the id, which the files need not have; default {@code id}. */
  public DataFiles idField(String name) {
    return fields(fields.withId(name));
  }

  /**
   * Adds a field that holds a further reference summary, after those added before; default none.
   * Where it is blank, the example has no such reference.
   */
  public DataFiles referenceField(String name) {
    return fields(fields.withReference(name));
  }

  /**
   * Returns the dataset; the files are opened by {@link Dataset#stream()}, one after the other, not
   * here.
   *
   * @throws DataException if the format of a file is not set and its name does not tell it, or if
   *     names of fields or a delimiter are set for a format that has none
   * @throws IllegalArgumentException if two of the field names are equal
   */
  public Dataset open() {
    List<Dataset> files = paths.stream().map(this::open).toList();
    Dataset all = files.size() == 1 ? files.get(0) : new ConcatDataset(name, files);
    return preset == null ? all : all.map(preset::clean);
  }

  private Dataset open(Path path) {
    DataFormat its = format == null ? DataFormat.require(path) : format;
    if (delimiter == null) {
      return its.open(path, fields);
    }
    if (its != DataFormat.CSV) {
      throw new DataException(
          path
              + ": the format "
              + its.id()
              + " has no delimiter to choose, but '"
              + delimiter
              + "' was asked for; leave it at its default, or set the format to csv");
    }
    return CsvDataset.builder(path).delimiter(delimiter).fields(fields).build();
  }

  private DataFiles fields(FieldNames fields) {
    return new DataFiles(name, paths, format, fields, preset, delimiter);
  }
}
