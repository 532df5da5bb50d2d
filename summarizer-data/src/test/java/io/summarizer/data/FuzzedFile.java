package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What each fuzz target of a format promises, whatever the bytes are. */
final class FuzzedFile {
  /** Tiny files may stand for many rows, as of nulls; one loop is as good as another. */
  private static final int MOST_EXAMPLES = 10_000;

  private FuzzedFile() {}

  /** Reads all examples, past bad records, until the end or a {@link DataException}. */
  static void readOrRefuse(Path file, byte[] content, DataFormat format) throws IOException {
    Files.write(file, content);
    read(file, DataFiles.of(file).format(format).open());
  }

  /** Reads a dataset over a file as above. */
  static void read(Path file, Dataset dataset) {
    try (Stream<Example> examples =
        dataset.stream(bad -> assertThat(bad.source()).isEqualTo(file.toString()))) {
      examples.limit(MOST_EXAMPLES).forEach(example -> assertThat(example.id()).isNotBlank());
    } catch (DataException e) {
      assertThat(e).hasMessageContaining(file.toString());
    }
  }
}
