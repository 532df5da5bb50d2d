package io.summarizer.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class ParquetFuzzTest {
  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "news-uncompressed.parquet",
            "news-zstd-v2.parquet",
            "news-delta.parquet",
            "lists-small-pages.parquet")
        .map(ParquetFuzzTest::golden);
  }

  private static byte[] golden(String name) {
    try {
      return Files.readAllBytes(ParquetGoldenTest.file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void bytes_areExamplesOrRefused(byte[] content) throws IOException {
    FuzzedFile.readOrRefuse(folder.resolve("news"), content, DataFormat.PARQUET);
  }
}
