package io.summarizer.examples;

import io.summarizer.data.DataFiles;
import io.summarizer.data.DataFormat;
import io.summarizer.data.Dataset;
import io.summarizer.data.Preset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the articles of data files are to be read. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ArticleOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "What the files hold: csv, tsv, jsonl, json, parquet, stories, pairs or debian. Default: told by"
              + " their names.")
  private @Nullable String format;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description = "The character between the fields of csv files, such as ';'. Default: a comma.")
  private @Nullable Character delimiter;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "The field names and cleaning of a published data set, such as xsum or samsum. Default:"
              + " those of CNN/DailyMail.")
  private @Nullable String preset;

  @Option(
      names = "--article-field",
      paramLabel = "F",
      description =
          "The field that holds the article. Default: "
              + Dataset.DEFAULT_ARTICLE_FIELD
              + ", or that of the preset.")
  private @Nullable String articleField;

  /** Whether the format was named. */
  boolean namesFormat() {
    return format != null;
  }

  /**
   * Sets what was given.
   *
   * @throws ParameterException if it is wrong
   */
  DataFiles applyTo(DataFiles builder) {
    try {
      DataFiles files = builder;
      files = format == null ? files : files.format(DataFormat.of(format));
      files = preset == null ? files : files.preset(Preset.of(preset));
      files = Given.set(files, delimiter, DataFiles::delimiter);
      return Given.set(files, articleField, DataFiles::articleField);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
