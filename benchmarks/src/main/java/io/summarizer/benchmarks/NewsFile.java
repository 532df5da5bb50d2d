package io.summarizer.benchmarks;

import io.summarizer.data.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Forms in which examples are published; invented texts need no escapes in any of them. */
enum NewsFile {
  JSONL {
    @Override
    void write(Path file, List<Example> examples) throws IOException {
      lines(
          file,
          examples.stream()
              .map(
                  example ->
                      "{\"id\": \"%s\", \"article\": \"%s\", \"highlights\": \"%s\"}"
                          .formatted(example.id(), example.article(), example.summary())));
    }
  },
  CSV {
    @Override
    void write(Path file, List<Example> examples) throws IOException {
      Stream<String> rows =
          examples.stream()
              .map(
                  example ->
                      "%s,\"%s\",\"%s\""
                          .formatted(example.id(), example.article(), example.summary()));
      lines(file, Stream.concat(Stream.of("id,article,highlights"), rows));
    }
  },
  PARQUET {
    @Override
    void write(Path file, List<Example> examples) throws IOException {
      ParquetNews.write(file, examples);
    }
  };

  abstract void write(Path file, List<Example> examples) throws IOException;

  private static void lines(Path file, Stream<String> lines) throws IOException {
    Files.write(file, (Iterable<String>) lines::iterator, StandardCharsets.UTF_8);
  }
}
