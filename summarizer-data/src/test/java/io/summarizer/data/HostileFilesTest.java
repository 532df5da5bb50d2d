package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to fill the memory, to never end or to hang; Parquet has its own. */
@Timeout(120)
class HostileFilesTest {
  private static final String TOO_LONG =
      " is longer than 16,777,216 characters; mend the quote, bracket or line break that is"
          + " missing, or split the text";
  private static final String TOO_MUCH =
      " cannot be read: it unpacks to more than 67,108,864 bytes and 200 times its size, as no text"
          + " does; if it is what you want, unpack it and read that";

  private static final byte[] HEADER =
      "article,highlights\n".getBytes(StandardCharsets.UTF_8); // 19 bytes

  @TempDir Path folder;

  /** Writes a start and then the same piece to beyond the longest record. */
  private Path endless(String name, String start, String piece) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(start.getBytes(StandardCharsets.UTF_8));
      for (int size = 0; size < Utf8Reader.MAX_RECORD_LENGTH + (1 << 20); size += piece.length()) {
        out.write(bytes);
      }
    }
    return file;
  }

  private static long count(Dataset dataset) {
    try (Stream<Example> examples = dataset.stream()) {
      return examples.mapToLong(example -> 1).sum();
    }
  }

  private static void assertRefused(Dataset dataset, String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> count(dataset))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv|article,highlights\\na,b\\n\"|word |record 2",
        "csv|article,highlights\\na,b\\n|\\n|record 2",
        "tsv|article\\thighlights\\na\\tb\\n\"|\\n|record 2",
        "jsonl|{\"article\":\"a\",\"highlights\":\"b\"}\\n{\"article\":\"|word |record 2",
        "jsonl|{\"article\":\"a\",\"highlights\":\"b\"}\\n|\\n|record 2",
        "jsonl|{\"article\":\"a\",\"highlights\":[|\"\",|record 1",
        "jsonl|{|\"a\":1,|record 1",
        "json|[{\"article\":\"a\",\"highlights\":\"b\"},{\"x\":|[],|record 2",
        "jsonl|{\"article\":\"a\",\"highlights\":\"b\"}\\n?|word |record 2",
        "debian|Package: a\\nDescription: b\\n c\\n\\nPackage: |word |record 2",
        "debian|Package: a\\nDescription: b\\n c\\n\\nPackage: d\\n| e\\n|record 2",
      })
  void recordWithoutEnd_isRefused(String format, String start, String piece, String place)
      throws IOException {
    Path file = endless("news", unescaped(start), unescaped(piece));
    assertRefused(
        DataFiles.of(file).format(DataFormat.of(format)).open(), file + ", " + place + TOO_LONG);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t");
  }

  @Test
  void textWithoutEnd_isRefused() throws IOException {
    Path story = endless("news.story", "", "word\n");
    assertRefused(StoryDataset.of(folder), story + TOO_LONG);
    Path list = endless("urls.txt", "", "word ");
    assertRefused(StoryDataset.of(folder).split(list), list + ", record 1" + TOO_LONG);
    Path half = endless("1.article.txt", "", "word\n");
    assertRefused(new TextPairDataset(folder, false), half + TOO_LONG);
  }

  @Test
  void header_mayBeOfAnyLengthOfARecordButNoMore() throws IOException {
    Path file = endless("news.csv", "article,highlights,\"", "word ");
    assertRefused(Dataset.open(file), file + TOO_LONG);
  }

  @Test
  void damageWithoutEnd_isRefused() throws IOException {
    Path file = folder.resolve("news.jsonl");
    byte[] damage = new byte[1 << 20];
    Arrays.fill(damage, (byte) 0xFF);
    damage[0] = '{';
    damage[1] = '"';
    Files.write(file, damage);
    assertRefused(
        Dataset.open(file), file + ", line 1: this is no text in UTF-8; convert the file to UTF-8");
  }

  @Test
  void fieldsWithoutEnd_areNotAllListed() throws IOException {
    String names =
        IntStream.range(0, 10_000).mapToObj(i -> "field" + i).collect(Collectors.joining(","));
    Path file = Files.writeString(folder.resolve("news.csv"), names + "," + "x".repeat(1 << 20));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> count(Dataset.open(file)))
        .withMessageContaining("'field18', 'field19' and 9981 more. Set articleField to one of");
    Path wide =
        Files.writeString(
            folder.resolve("news.jsonl"), "{\"" + "x".repeat(40_000) + "\":1,\"b\":2}");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> count(Dataset.open(wide)))
        .withMessageContaining("it has '" + "x".repeat(100) + "', 'b'.");
  }

  @Test
  void jsonThatIsTooDeepOrLongOrCollides_isABadRecord() throws IOException {
    String good = "{\"article\":\"a\",\"highlights\":\"b\"}\n";
    String collisions = // of the parser's table of names, whatever its seed is
        IntStream.range(0, 1 << 12)
            .mapToObj(Integer::toBinaryString)
            .map(bits -> "0".repeat(12 - bits.length()) + bits)
            .map(bits -> "\"" + bits.replace("0", "Ab").replace("1", "BA") + "\":0")
            .collect(Collectors.joining(",", "{", "}"));
    String hostile =
        String.join(
            "\n",
            "{\"x\":" + "[".repeat(100_000),
            "{\"x\":" + "{\"x\":".repeat(100_000),
            "{\"id\":" + "7".repeat(100_000) + "}",
            "{\"" + "x".repeat(100_000) + "\":0}",
            "{\"highlights\":[" + "\"\",".repeat(70_000) + "\"\"]}",
            collisions,
            "");
    Path file = Files.writeString(folder.resolve("news.jsonl"), good + hostile + good);
    List<String> skipped = new ArrayList<>();
    try (Stream<Example> examples =
        Dataset.open(file).stream(bad -> skipped.add(bad.place() + ": " + bad.reason()))) {
      assertThat(examples).hasSize(2);
    }
    assertThat(skipped).hasSize(6);
    assertThat(skipped.get(0)).startsWith("line 2: not valid JSON: Document nesting depth (");
    assertThat(skipped.get(1)).startsWith("line 3: not valid JSON: Document nesting depth (");
    assertThat(skipped.get(2)).startsWith("line 4: not valid JSON: Number value length");
    assertThat(skipped.get(3)).startsWith("line 5: not valid JSON: Name length");
    assertThat(skipped.get(4))
        .isEqualTo("line 6: the field 'highlights' has more than 65,536 texts; leave some out");
    assertThat(skipped.get(5)).startsWith("line 7: not valid JSON: Longest collision chain");
  }

  @Test
  void gzipOfRowsWithoutEnd_isRefused() throws IOException {
    Path file = folder.resolve("news.csv");
    try (OutputStream out = Compression.GZIP.to(Files.newOutputStream(file))) {
      out.write(HEADER);
      byte[] row = ("a".repeat(100_000) + ",b\n").getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 700; i++) {
        out.write(row);
      }
    }
    assertRefused(Dataset.open(file), file + TOO_MUCH);
  }

  @Test
  void zstdOfRowsWithoutEnd_isRefused() throws IOException {
    Path file = folder.resolve("news.csv");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      // A frame with a window of 128 KiB, then blocks of 100,000 times 'a' and of ",b" and a line.
      out.write(HexFormat.of().parseHex("28B52FFD0038"));
      out.write(HexFormat.of().parseHex("980000" + HexFormat.of().formatHex(HEADER)));
      for (int i = 0; i < 700; i++) {
        out.write(HexFormat.of().parseHex("02350C" + "61" + "180000" + "2C620A"));
      }
    }
    assertRefused(Dataset.open(file), file + TOO_MUCH);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void manyParts_areRead(Compression compression) throws IOException {
    byte[] part = compression.compress(new byte[0]);
    byte[] text =
        compression.compress("article,highlights\na,b\n".getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("news.csv");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 50_000; i++) {
        out.write(part);
      }
      out.write(text);
    }
    assertThat(count(Dataset.open(file))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    // A descriptor without a flag, then the window; of a single segment, then its size.
    "00F8, 2199023255552",
    "0069, 9437184",
    "E0FFFFFFFFFFFFFFFF, 18446744073709551615",
    "A001008000, 8388609",
  })
  void zstdThatNeedsMuchMemory_isRefused(String header, String window) throws IOException {
    byte[] repeated = HexFormat.of().parseHex("020010" + "61");
    byte[] frame = HexFormat.of().parseHex("28B52FFD" + header);
    Path file = folder.resolve("news.csv");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(frame);
      for (int i = 0; i < 20_000; i++) { // 131,072 bytes each
        out.write(repeated);
      }
    }
    assertRefused(
        Dataset.open(file),
        file
            + " cannot be read: its zstd data needs a window of "
            + window
            + " bytes, but at most 8,388,608 are taken; compress it again without --ultra and"
            + " --long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0068", "A000008000"})
  void zstdOfTheLargestWindow_isRead(String header) throws IOException {
    byte[] bytes = HexFormat.of().parseHex("28B52FFD" + header + "0B0000" + "61");
    Path file = Files.write(folder.resolve("news"), bytes);
    try (InputStream in = SourceFile.open(file)) {
      assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("a");
    }
  }

  @Test
  void zstdOfAbsurdParts_isRefused() throws IOException {
    assertZstdRefused("00000A0010" + "61", "a block claims 131073 bytes");
    assertZstdRefused(
        "0000" + "0B0000" + "61" + "5B2A4D1800000000", "what follows a part is not another");
  }

  private void assertZstdRefused(String hex, String finding) throws IOException {
    Path file = Files.write(folder.resolve("news"), HexFormat.of().parseHex("28B52FFD" + hex));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              try (InputStream in = SourceFile.open(file)) {
                in.readAllBytes();
              }
            })
        .withMessage("its zstd data is damaged or cut off (" + finding + ")");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // has no such files
  void pipesAndDevices_doNotHangUnlessNamed() throws Exception {
    Path pipe = folder.resolve("1.story");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertRefused(
        StoryDataset.of(folder), pipe + " is a pipe or a device; expected a file, so remove it");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> DataFiles.matching(folder + "/*.story"))
        .withMessageEndingWith("*.story matches no file; " + folder + " has '1.story'");
    assertRefused(
        ParquetDataset.builder(pipe).build(),
        pipe + " is a pipe or a device; Parquet is read from its end, so save it as a file");
    Path zero = Path.of("/dev/zero");
    assertRefused(CsvDataset.builder(zero).build(), zero + TOO_LONG);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // lets not everybody make links
  void linksInACircle_areNotFollowed() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path file = Files.writeString(inside.resolve("news.csv"), "article,highlights\na,b\n");
    Files.createSymbolicLink(inside.resolve("up"), folder);
    Files.createSymbolicLink(inside.resolve("self.csv"), inside.resolve("self.csv"));
    assertThat(DataFiles.matching(folder + "/**/n*.csv").paths()).containsExactly(file);
    Dataset circle = DataFiles.matching(folder + "/**/s*.csv").open();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> count(circle))
        .withMessageStartingWith(inside.resolve("self.csv") + " cannot be read: ");
  }

  @Test
  void patternThatIsNoPath_isRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> DataFiles.matching("a\0.csv"))
        .withMessage("'a\0.csv' is no path: Nul character not allowed");
  }
}
