package io.summarizer.examples;

import io.summarizer.data.DataFiles;
import io.summarizer.data.Dataset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How files of articles and summaries are to be read. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DataOptions {
  @Mixin private ArticleOptions articleOptions;

  @Option(
      names = "--summary-field",
      paramLabel = "F",
      description =
          "The field that holds the summary. Default: "
              + Dataset.DEFAULT_SUMMARY_FIELD
              + ", or that of the preset.")
  private @Nullable String summaryField;

  /** A file, or the files of a pattern such as {@code train-*.jsonl.gz}. */
  DataFiles files(String pathOrPattern) {
    DataFiles files = articleOptions.applyTo(DataFiles.matching(pathOrPattern));
    return Given.set(files, summaryField, DataFiles::summaryField);
  }

  /** Opens a file, or the files of a pattern such as {@code train-*.jsonl.gz}. */
  Dataset open(String pathOrPattern) {
    return files(pathOrPattern).open();
  }
}
