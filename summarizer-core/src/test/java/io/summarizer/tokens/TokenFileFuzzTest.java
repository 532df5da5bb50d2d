package io.summarizer.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class TokenFileFuzzTest {
  private static final int STRIDE = 64;

  @TempDir static Path folder;

  static Stream<Arguments> seeds() {
    // An example with the id "a" and the tokens 5, 1 and 1; its entry; a report with an id "b".
    byte[] body =
        HexFormat.of()
            .parseHex(
                ("61 0500 0100 0100 1000000000000000 01000000 02000000 01000000"
                        + "0200000000000000 0100000000000000 0000000000000000 0000000000000000"
                        + "01000000 01000000 62")
                    .replace(" ", ""));
    return Stream.of(arguments(2, body, 23L, 43L, 1));
  }

  /** A file whose checksum is right, whatever else it says. */
  @MethodSource("seeds")
  @FuzzTest
  void bytes_areExamplesOrRefused(
      @InRange(min = 1, max = 4) int bytesPerToken,
      byte @NotNull [] body,
      long index,
      long report,
      int examples)
      throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(TokenFile.HEADER_BYTES + body.length + TokenFile.TRAILER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(TokenFile.MAGIC)
            .putInt(TokenFile.VERSION)
            .putInt(bytesPerToken)
            .put(body)
            .put(new byte[TokenFile.KEY_BYTES])
            .putLong(index)
            .putLong(report)
            .putInt(examples);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.array(), 0, bytes.position());
    bytes.putInt((int) checksum.getValue());
    Path file = Files.write(folder.resolve("news.tokens"), bytes.array());
    try (MappedTokens tokens = MappedTokens.open(file, STRIDE)) {
      for (int i = 0; i < tokens.size(); i++) {
        assertThat(tokens.get(i).source()).isNotEmpty();
      }
    } catch (TokenFile.DamagedException e) {
      // refused
    }
  }
}
