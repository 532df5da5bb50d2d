package io.summarizer.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The file formats that {@link Dataset#open} tells apart by extension. */
enum FileFormat {
  CSV(".csv") {
    @Override
    Dataset open(Path path, String articleField, String summaryField) {
      return CsvDataset.builder(path).articleField(articleField).summaryField(summaryField).build();
    }
  },
  TSV(".tsv") {
    @Override
    Dataset open(Path path, String articleField, String summaryField) {
      return CsvDataset.builder(path)
          .delimiter('\t')
          .articleField(articleField)
          .summaryField(summaryField)
          .build();
    }
  },
  JSON_LINES(".jsonl", ".ndjson", ".json") {
    @Override
    Dataset open(Path path, String articleField, String summaryField) {
      return JsonLinesDataset.builder(path)
          .articleField(articleField)
          .summaryField(summaryField)
          .build();
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which the type cannot say
  private final List<String> extensions;

  FileFormat(String... extensions) {
    this.extensions = List.of(extensions);
  }

  abstract Dataset open(Path path, String articleField, String summaryField);

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
            + "; rename the file, or use CsvDataset or JsonLinesDataset");
  }
}
