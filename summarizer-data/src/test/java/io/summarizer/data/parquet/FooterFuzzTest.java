package io.summarizer.data.parquet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.summarizer.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class FooterFuzzTest {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of("news-plain", "lists-item", "int64-ids", "news-other-columns")
        .map(name -> footer(name + ".parquet"));
  }

  private static byte[] footer(String name) {
    try (InputStream in = FooterFuzzTest.class.getResourceAsStream(name)) {
      ByteBuffer file =
          ByteBuffer.wrap(Objects.requireNonNull(in).readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int end = file.capacity() - 8;
      return Arrays.copyOfRange(file.array(), end - file.getInt(end), end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void bytes_areMetadataOrRefused(byte[] metadata) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(metadata.length + 12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC)
            .put(metadata)
            .putInt(metadata.length)
            .put(MAGIC);
    Path path = Files.write(folder.resolve("news.parquet"), bytes.array());
    try (ParquetFile file = ParquetFile.open(path)) {
      for (String field : file.fields()) {
        ParquetColumn column = file.textLists(field);
        for (long row = 0; row < Math.min(file.rowCount(), 100); row++) {
          column.advance();
        }
      }
    } catch (DataException e) {
      // refused
    }
  }
}
