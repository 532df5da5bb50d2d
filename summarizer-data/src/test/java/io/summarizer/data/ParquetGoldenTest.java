package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Files that pyarrow wrote ({@code make_parquet_goldens.py}), in the format's many forms. */
class ParquetGoldenTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @ParameterizedTest
  @MethodSource("files")
  void file_isReadAsPyarrowWroteIt(Path file) throws IOException {
    Dataset dataset = Dataset.open(file);
    List<Example> expected = expected(file);
    assertThat(FileDatasetContract.read(dataset)).isEqualTo(expected);
    assertThat(dataset.size()).hasValue(expected.size());
  }

  @Test
  void files_areThere() {
    assertThat(files()).hasSizeGreaterThan(35);
  }

  static List<Path> files() {
    try (Stream<Path> files = Files.list(file("news.jsonl").resolveSibling("."))) {
      return files
          .map(Path::normalize)
          .filter(file -> file.toString().endsWith(".parquet"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A golden file by name. */
  static Path file(String name) {
    URL url = Objects.requireNonNull(ParquetGoldenTest.class.getResource("parquet/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The examples that a golden file holds. */
  static List<Example> expected(Path file) throws IOException {
    String table = file.getFileName().toString().replaceFirst("-.*", ".jsonl");
    List<Example> examples = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file.resolveSibling(table));
        MappingIterator<JsonNode> rows = MAPPER.readerFor(JsonNode.class).readValues(in)) {
      rows.forEachRemaining(
          row ->
              examples.add(
                  new Example(
                      row.get("id").asString(),
                      row.get("article").asString(),
                      row.get("highlights").asString(),
                      row.path("references").valueStream().map(JsonNode::asString).toList())));
    }
    return examples;
  }
}
