package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** What every dataset over a text file promises, whatever its format. */
abstract class FileDatasetContract extends BadRecordContract {
  /** A dataset over the file, with the default field names. */
  abstract Dataset dataset(Path file);

  /** Writes the examples with an independent writer of the format. */
  abstract void write(Path file, List<Example> examples) throws IOException;

  @Override
  final Dataset dataset(List<Example> examples) throws IOException {
    write(file(), examples);
    return dataset(file());
  }

  /** The file that an exception test reads; its extension does not matter here. */
  final Path file() {
    return folder.resolve("news");
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void texts_comeBackAsWritten(
      @ForAll("examples") List<Example> examples, @ForAll Compression compression)
      throws IOException {
    Path file = Files.createTempFile("round-trip", ".data");
    try {
      write(file, examples);
      compression.compress(file);
      assertThat(read(dataset(file)))
          .isEqualTo(examples.stream().map(FileDatasetContract::wellFormed).toList());
    } finally {
      Files.delete(file);
    }
  }

  static Example wellFormed(Example example) {
    return new Example(
        wellFormed(example.id()), wellFormed(example.article()), wellFormed(example.summary()));
  }

  /** Java's encoder of UTF-16 puts U+FFFD in the place of a surrogate without a partner. */
  static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
  }

  @Provide
  Arbitrary<List<Example>> examples() {
    return anyExamples();
  }

  static Arbitrary<List<Example>> anyExamples() {
    Arbitrary<String> text =
        Arbitraries.frequencyOf(
                Tuple.of(
                    3, Arbitraries.of("\"", "\"\"", "'", ",", "\t", "\n", "\r\n", "\\", "{", "}")),
                Tuple.of(2, Arbitraries.of("é", "ß", "日本", "😀", "\u2028", "\u0000")),
                Tuple.of(1, Arbitraries.of("\uD83D", "\uDE00", "x\uDE00y")),
                Tuple.of(4, Arbitraries.strings().alpha().ofMaxLength(5)),
                Tuple.of(1, unicode()))
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    Arbitrary<String> id = text.map(suffix -> "id" + suffix);
    return Combinators.combine(id, text, text).as(Example::new).list().ofMinSize(1).ofMaxSize(8);
  }

  /** Any code point but the surrogates, which are above. */
  private static Arbitrary<String> unicode() {
    return Arbitraries.integers()
        .between(1, Character.MAX_CODE_POINT)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .map(Character::toString);
  }

  @Test
  void texts_areReadWholeWhenFarLongerThanAnyBuffer() throws IOException {
    String article = "A long line, \"quoted\" — and more.\n".repeat(20_000);
    var example = new Example("long", article, "Short.");
    write(file(), List.of(example));
    assertThat(read(dataset(file()))).containsExactly(example);
  }

  @Test
  void stream_readsNoFurtherThanAsked() throws IOException {
    // The bytes after the examples are not UTF-8: whoever reads on to them fails.
    write(file(), numbered(20_000));
    append(new byte[] {(byte) 0xFF});
    try (Stream<Example> examples = dataset(file()).stream()) {
      assertThat(examples.limit(1)).extracting(Example::id).containsExactly("1");
    }
    assertThatExceptionOfType(DataException.class).isThrownBy(() -> read(dataset(file())));
  }

  @Test
  void file_isClosedWithTheStreamAndAtItsEnd() throws IOException {
    assumeTrue(OpenFiles.AVAILABLE);
    write(file(), numbered(20_000));
    try (Stream<Example> examples = dataset(file()).stream()) {
      assertThat(examples.limit(1).toList()).hasSize(1);
      assertThat(OpenFiles.count(file())).isEqualTo(1);
    }
    assertThat(OpenFiles.count(file())).isZero();

    Stream<Example> unclosed = dataset(file()).stream();
    assertThat(unclosed.count()).isEqualTo(20_000);
    assertThat(OpenFiles.count(file())).isZero();
  }

  @Test
  void byteOrderMark_isNotPartOfTheText() throws IOException {
    write(file(), numbered(2));
    byte[] content = Files.readAllBytes(file());
    try (OutputStream out = Files.newOutputStream(file())) {
      out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
      out.write(content);
    }
    assertThat(read(dataset(file()))).isEqualTo(numbered(2));
  }

  @Test
  void name_isThePath() {
    assertThat(dataset(file()).name()).isEqualTo(file().toString());
  }

  @Test
  void missingFile_isNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> dataset(Path.of("no-such-news")).stream())
        .withMessage(
            "no-such-news does not exist; check the path, which stands for "
                + Path.of("no-such-news").toAbsolutePath());
  }

  @Test
  void damagedCompression_isNamedAndAlwaysStops() throws IOException {
    for (Compression compression : List.of(Compression.GZIP, Compression.ZSTD)) {
      write(file(), numbered(2_000));
      compression.compress(file());
      byte[] bytes = Files.readAllBytes(file());
      Files.write(file(), Arrays.copyOf(bytes, bytes.length - 20));
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> read(dataset(file()).skipBadRecords(1_000_000, bad -> {})))
          .withMessageStartingWith(file() + " cannot be read: its ")
          .withMessageContaining(" cut off");
      assertThat(open()).isZero();
    }
  }

  @Test
  void directory_isRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> dataset(folder).stream())
        .withMessage(folder + " is a directory; expected a file, so name one inside it");
  }

  @Test
  void emptyFile_isRefusedAndClosed() throws IOException {
    for (String content : List.of("", "\uFEFF", "\n")) {
      Files.writeString(file(), content);
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> read(dataset(file())))
          .withMessageStartingWith(file() + " is empty; expected ");
      assertThat(!OpenFiles.AVAILABLE || OpenFiles.count(file()) == 0).isTrue();
    }
  }

  @Test
  void invalidUtf8_isReportedWithItsLineAfterTheRowsBeforeIt() throws IOException {
    write(file(), numbered(2));
    String text = Files.readString(file());
    int lines = (int) text.chars().filter(c -> c == '\n').count();
    append("{\"article\": \"caf".getBytes(StandardCharsets.UTF_8));
    append(new byte[] {(byte) 0xE9, ' '}); // "é" in ISO-8859-1
    try (Stream<Example> examples = dataset(file()).stream()) {
      Iterator<Example> rows = examples.iterator();
      assertThat(rows.next().id()).isEqualTo("1");
      assertThat(rows.next().id()).isEqualTo("2");
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(rows::next)
          .withMessage(
              "%s, line %s: the file must be UTF-8, but the byte 0xE9 is not part of it; "
                  + "convert the file to UTF-8",
              file(), lines + 1);
    }
  }

  @Test
  void invalidUtf8_isSkippedWithItsRecord() throws IOException {
    write(file(), numbered(3));
    byte[] content = Files.readAllBytes(file());
    int second = Files.readString(file()).indexOf("Article 2");
    content[second] = (byte) 0xE9;
    content[second + 2] = (byte) 0xE9;
    Files.write(file(), content);
    List<BadRecord> told = new ArrayList<>();
    assertThat(read(dataset(file()).skipBadRecords(1, told::add)))
        .containsExactly(numbered(3).get(0), numbered(3).get(2));
    assertThat(told)
        .singleElement()
        .satisfies(
            bad ->
                assertThat(bad.reason()).startsWith("the file must be UTF-8, but the byte 0xE9"));
  }

  @Test
  void truncatedUtf8_isReported() throws IOException {
    write(file(), numbered(1));
    append(new byte[] {(byte) 0xE2, (byte) 0x82}); // two of the three bytes of the euro sign
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessageContaining("but the byte 0xE2 is not part of it");
  }

  @Test
  void utf16_isReportedAtTheFirstByte() throws IOException {
    Files.write(file(), "\uFEFFid,article".getBytes(StandardCharsets.UTF_16LE));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessageStartingWith(file() + ", line 1: the file must be UTF-8, but the byte 0xFF");
  }

  static List<Example> numbered(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                new Example(
                    Integer.toString(i),
                    String.format(Locale.ROOT, "Article %d says, \"hello\".", i),
                    "Summary " + i))
        .toList();
  }

  private void append(byte[] bytes) throws IOException {
    Files.write(file(), bytes, StandardOpenOption.APPEND);
  }
}
