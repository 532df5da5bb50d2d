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
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back, and nothing else is. */
class TokenFileTest {
  private static final String KEY = "0123456789abcdef".repeat(4);
  private static final TokenizationReport REPORT =
      new TokenizationReport(9, 2, List.of("first", "zweiter ß 😀"), 3, 1);

  @TempDir Path folder;

  @Provide
  Arbitrary<List<TokenizedExample>> examples() {
    Arbitrary<int[]> ids =
        Arbitraries.integers().between(0, 65_535).array(int[].class).ofMinSize(1).ofMaxSize(40);
    Arbitrary<String> names =
        Arbitraries.strings().ofMaxLength(12).filter(TokenFileTest::isWellFormed);
    return Combinators.combine(names, ids, ids)
        .as(TokenizedExample::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  @Property(tries = 200)
  void a_file_gives_back_what_was_written_in_pieces_of_any_size(
      @ForAll("examples") List<TokenizedExample> examples,
      @ForAll boolean wide,
      @ForAll @IntRange(min = 200, max = 1000) int stride)
      throws IOException {
    Path directory = Files.createTempDirectory("tokens");
    try {
      Path file = write(directory, examples, wide ? 4 : 2);
      try (MappedTokens tokens = MappedTokens.open(file, stride)) {
        assertThat(IntStream.range(0, tokens.size()).mapToObj(tokens::get)).isEqualTo(examples);
        assertThat(IntStream.range(0, tokens.size()).map(tokens::sourceLength).toArray())
            .isEqualTo(examples.stream().mapToInt(e -> e.source().length).toArray());
        assertThat(IntStream.range(0, tokens.size()).map(tokens::targetLength).toArray())
            .isEqualTo(examples.stream().mapToInt(e -> e.target().length).toArray());
        assertThat(tokens.report()).isEqualTo(REPORT);
        assertThat(tokens.key()).isEqualTo(KEY);
      }
      Files.delete(file);
    } finally {
      Files.delete(directory);
    }
  }

  @Test
  void large_ids_need_four_bytes() throws IOException {
    assertThat(TokenFile.bytesPerToken(32_100)).isEqualTo(2);
    assertThat(TokenFile.bytesPerToken(65_536)).isEqualTo(2);
    assertThat(TokenFile.bytesPerToken(65_537)).isEqualTo(4);
    TokenizedExample example =
        new TokenizedExample("a", new int[] {250_111, 1}, new int[] {Integer.MAX_VALUE});
    try (MappedTokens tokens = MappedTokens.open(write(folder, List.of(example), 4))) {
      assertThat(tokens.get(0)).isEqualTo(example);
    }
  }

  @Test
  void more_than_a_buffer_is_written_and_read() throws IOException {
    int[] source = IntStream.range(0, 65_536).toArray();
    List<TokenizedExample> examples =
        IntStream.range(0, 20)
            .mapToObj(i -> new TokenizedExample("example " + i, source, new int[] {i}))
            .toList();
    Path file = write(folder, examples, 2);
    assertThat(Files.size(file)).isGreaterThan(2L * TokenFile.BUFFER_BYTES);
    try (MappedTokens tokens = MappedTokens.open(file)) {
      assertThat(tokens.get(19)).isEqualTo(examples.get(19));
    }
  }

  @Test
  void damage_of_any_byte_is_noticed() throws IOException {
    Path file = write(folder, List.of(new TokenizedExample("a", new int[] {3}, new int[] {4})), 2);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 16;
      Files.write(file, damaged);
      assertThatThrownBy(() -> TokenFile.verify(file))
          .as("byte %d", i)
          .isInstanceOf(TokenFile.DamagedException.class);
    }
  }

  /** Whoever lies can write a checksum too. */
  @Test
  void a_number_that_lies_under_a_right_checksum_does_no_harm() throws IOException {
    Path file = write(folder, List.of(new TokenizedExample("a", new int[] {3}, new int[] {4})), 2);
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (int lie : new int[] {-1, 0, 1, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      for (int i = TokenFile.MAGIC.length; i <= whole.length - 2 * Integer.BYTES; i++) {
        ByteBuffer lying = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
        lying.putInt(i, lie);
        Files.write(file, withChecksum(lying));
        refused += isRefused(file) ? 1 : 0;
      }
    }
    assertThat(refused).isGreaterThan(300);
    Files.write(file, withChecksum(ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN)));
    assertThat(isRefused(file)).isFalse();
  }

  private static byte[] withChecksum(ByteBuffer content) {
    CRC32C checksum = new CRC32C();
    int end = content.capacity() - TokenFile.CHECKSUM_BYTES;
    checksum.update(content.array(), 0, end);
    return content.putInt(end, (int) checksum.getValue()).array();
  }

  private static boolean isRefused(Path file) throws IOException {
    try (MappedTokens tokens = MappedTokens.open(file)) {
      assertThat(tokens.get(0).source()).isNotEmpty();
      return false;
    } catch (TokenFile.DamagedException e) {
      return true;
    }
  }

  @Test
  void a_file_that_was_cut_off_anywhere_or_has_too_much_is_noticed() throws IOException {
    Path file = write(folder, List.of(new TokenizedExample("a", new int[] {3}, new int[] {4})), 2);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length + 9; length++) {
      if (length != whole.length) {
        Files.write(file, java.util.Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> TokenFile.verify(file))
            .as("%d bytes", length)
            .isInstanceOf(TokenFile.DamagedException.class);
      }
    }
    Files.write(file, whole);
    TokenFile.verify(file);
  }

  @Test
  void a_file_that_was_not_finished_leaves_nothing_behind() throws IOException {
    try (TokenFileWriter writer = new TokenFileWriter(folder, 2)) {
      writer.add(new TokenizedExample("a", new int[] {3}, new int[] {4}));
      assertThat(folder).isNotEmptyDirectory();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void closed_tokens_say_so() throws IOException {
    Path file = write(folder, List.of(new TokenizedExample("a", new int[] {3}, new int[] {4})), 2);
    MappedTokens tokens = MappedTokens.open(file);
    tokens.close();
    tokens.close();
    assertThatThrownBy(() -> tokens.get(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The tokens in " + file + " are closed. Close them after their last use.");
  }

  private static Path write(Path directory, List<TokenizedExample> examples, int bytesPerToken)
      throws IOException {
    Path file = directory.resolve("test.tokens");
    try (TokenFileWriter writer = new TokenFileWriter(directory, bytesPerToken)) {
      for (TokenizedExample example : examples) {
        writer.add(example);
      }
      writer.finish(file, KEY, REPORT);
    }
    return file;
  }
}
