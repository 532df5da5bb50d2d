package io.summarizer.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The file formats that {@link Dataset#open} tells apart by extension. */
enum FileFormat {
  CSV(".csv") {
    @Override
    Dataset open(Path path, String articleField, @Nullable String summaryField) {
      return csv(CsvDataset.builder(path), articleField, summaryField);
    }
  },
  TSV(".tsv") {
    @Override
    Dataset open(Path path, String articleField, @Nullable String summaryField) {
      return csv(CsvDataset.builder(path).delimiter('\t'), articleField, summaryField);
    }
  },
  JSON_LINES(".jsonl", ".ndjson", ".json") {
    @Override
    Dataset open(Path path, String articleField, @Nullable String summaryField) {
      JsonLinesDataset.Builder builder = JsonLinesDataset.builder(path).articleField(articleField);
      return (summaryField == null ? builder.withoutSummary() : builder.summaryField(summaryField))
          .build();
    }
  },
  PARQUET(".parquet") {
    @Override
    Dataset open(Path path, String articleField, @Nullable String summaryField) {
      ParquetDataset.Builder builder = ParquetDataset.builder(path).articleField(articleField);
      return (summaryField == null ? builder.withoutSummary() : builder.summaryField(summaryField))
          .build();
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which the type cannot say
  private final List<String> extensions;

  FileFormat(String... extensions) {
    this.extensions = List.of(extensions);
  }

  /** Opens a file; without a summary field, summaries are not read. */
  abstract Dataset open(Path path, String articleField, @Nullable String summaryField);

  private static Dataset csv(
      CsvDataset.Builder builder, String articleField, @Nullable String summaryField) {
    CsvDataset.Builder named = builder.articleField(articleField);
    return (summaryField == null ? named.withoutSummary() : named.summaryField(summaryField))
        .build();
  }

  static FileFormat of(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.extensions.stream().anyMatch(name::endsWith))
        .findFirst()
        .orElseThrow(() -> unknown(path));
  }

  private static DataException unknown(Path path) {
    String known =
        Arrays.stream(values())
            .flatMap(format -> format.extensions.stream())
            .collect(Collectors.joining(", "));
    return new DataException(
        path
            + ": the format is told by the extension, which must be one of "
            + known
            + "; rename the file, or use CsvDataset, JsonLinesDataset or ParquetDataset");
  }
}
