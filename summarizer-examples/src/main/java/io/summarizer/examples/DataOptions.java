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

/** How data files are to be read: options of every command that reads some. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DataOptions {
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

  @Option(
      names = "--summary-field",
      paramLabel = "F",
      description =
          "The field that holds the summary. Default: "
              + Dataset.DEFAULT_SUMMARY_FIELD
              + ", or that of the preset.")
  private @Nullable String summaryField;

  /** Opens a file, or the files of a pattern such as {@code train-*.jsonl.gz}. */
  Dataset open(String pathOrPattern) {
    DataFiles files = DataFiles.matching(pathOrPattern);
    try {
      files = format == null ? files : files.format(DataFormat.of(format));
      files = preset == null ? files : files.preset(Preset.of(preset));
      files = articleField == null ? files : files.articleField(articleField);
      files = summaryField == null ? files : files.summaryField(summaryField);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return files.open();
  }
}
