package io.summarizer.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.TokenizationReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Token files whose checksum is right, since whoever forged them has computed it anew. */
class HostileTokenFileTest {
  @TempDir Path folder;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("tokens");
    try (TokenFileWriter writer = new TokenFileWriter(folder, 2)) {
      writer.add(new TokenizedExample("id", new int[] {5, 6, 1}, new int[] {7, 1}));
      writer.finish(file, "00".repeat(32), new TokenizationReport(2, 1, List.of("x"), 0, 0));
    }
    whole = Files.readAllBytes(file);
  }

  private void forge(byte[] content) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, content.length - 4);
    bytes(content).putInt(content.length - 4, (int) checksum.getValue());
    Files.write(file, content);
  }

  private static ByteBuffer bytes(byte[] content) {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Places from the start, or below 0 from the end, and what is written there. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bytes to a token,       12,         int,  3",
    "where the index begins, -24,        long, -1",
    "where the index begins, -24,        long, 9223372036854775807",
    "where the report is,    -16,        long, 9223372036854775807",
    "where the report is,    -16,        long, -8",
    "examples,               -8,         int,  2147483647",
    "examples,               -8,         int,  -1",
    "where an example is,    28,      long, -4",
    "where an example is,    28,      long, 4611686018427387904",
    "bytes of an id,         36,         int,  2147483647",
    "bytes of an id,         36,         int,  -1",
    "tokens of a source,     40,         int,  2147483647",
    "tokens of a source,     40,         int,  0",
    "tokens of a target,     44,         int,  -2147483648",
    "bytes of a dropped id,  84,         int,  2147483647",
    "bytes of a dropped id,  84,         int,  -1",
    "dropped ids,            80,         int,  2147483647",
  })
  void a_forged_number_leads_nowhere(String what, int place, String type, long value)
      throws IOException {
    byte[] forged = whole.clone();
    int at = place < 0 ? forged.length + place : place;
    if (type.equals("long")) {
      bytes(forged).putLong(at, value);
    } else {
      bytes(forged).putInt(at, (int) value);
    }
    forge(forged);
    assertThatThrownBy(() -> MappedTokens.open(file).close())
        .isInstanceOf(TokenFile.DamagedException.class)
        .extracting(Throwable::getMessage)
        .isEqualTo("its index or its report lies outside of it");
  }

  @Test
  void what_is_forged_anywhere_is_refused_or_read() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    int refused = 0;
    for (int time = 0; time < 2000; time++) {
      byte[] forged = whole.clone();
      bytes(forged).putInt(random.nextInt(12, forged.length - 4), random.nextInt());
      forge(forged);
      try (MappedTokens tokens = MappedTokens.open(file)) {
        for (int i = 0; i < tokens.size(); i++) {
          assertThat(tokens.get(i).source()).isNotEmpty();
        }
      } catch (TokenFile.DamagedException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(200, 1999);
  }
}
