package io.summarizer.data;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class CompressedFuzzTest {
  private static final byte[] GZIP = HexFormat.of().parseHex("1f8b08");
  private static final byte[] ZSTD = HexFormat.of().parseHex("28b52ffd");
  private static final int MOST_BYTES = 1 << 22;

  @TempDir static Path folder;

  static Stream<Arguments> seeds() {
    byte[] text = "Some text, some text. ".repeat(20).getBytes(StandardCharsets.UTF_8);
    byte[] gzip = Compression.GZIP.compress(text);
    byte[] zstd = Compression.ZSTD.compress(text);
    return Stream.of(
        arguments(true, Arrays.copyOfRange(gzip, GZIP.length, gzip.length)),
        arguments(false, Arrays.copyOfRange(zstd, ZSTD.length, zstd.length)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void bytes_areUnpackedOrRefused(boolean gzip, byte @NotNull [] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(gzip ? GZIP : ZSTD);
    bytes.write(content);
    Path file = Files.write(folder.resolve("news"), bytes.toByteArray());
    InputStream in = SourceFile.open(file);
    try (in) {
      in.skipNBytes(MOST_BYTES);
    } catch (IOException e) {
      // refused, or shorter
    }
  }
}
