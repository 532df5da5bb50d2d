package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceFileTest {
  private static final byte[] TEXT =
      "Some text that is worth compressing, some text. "
          .repeat(9_000)
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Path file(byte[]... parts) throws IOException {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.write(part);
    }
    return Files.write(folder.resolve("file"), content.toByteArray());
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = SourceFile.open(file)) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void content_isDecompressedWhateverItsName(Compression compression) throws IOException {
    assertThat(read(file(compression.compress(TEXT)))).isEqualTo(TEXT);
    assertThat(read(file(compression.compress(new byte[0])))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void partsOneAfterTheOther_areOneText(Compression compression) throws IOException {
    byte[] part = compression.compress(TEXT);
    byte[] empty = compression.compress(new byte[0]);
    assertThat(read(file(part, empty, part)).length).isEqualTo(2 * TEXT.length);
  }

  @Test
  @Timeout(60)
  @DisabledOnOs(OS.WINDOWS) // has no named pipes
  void pipe_isReadToItsEnd() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process writer = new ProcessBuilder("sh", "-c", "printf 'one\ntwo\n' > '" + pipe + "'").start();
    assertThat(read(pipe)).asString().isEqualTo("one\ntwo\n");
    assertThat(writer.waitFor()).isZero();
  }

  @Test
  void gzipHeader_mayHaveEveryField() throws IOException {
    byte[] plain = Compression.GZIP.compress(TEXT);
    byte[] header = plain.clone();
    header[3] = 2 | 4 | 8 | 16;
    byte[] fields =
        HexFormat.of().parseHex("0300616263" + "6e616d6500" + "636f6d6d656e7400" + "1234");
    assertThat(
            read(
                file(
                    Arrays.copyOf(header, 10),
                    fields,
                    Arrays.copyOfRange(plain, 10, plain.length))))
        .isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void cutOffData_isReportedWhereverItEnds(Compression compression) throws IOException {
    byte[] whole = compression.compress(TEXT);
    for (int length = 12; length < whole.length; length++) {
      Path file = file(Arrays.copyOf(whole, length));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> read(file))
          .withMessageContaining("cut off");
    }
  }

  @Test
  void damagedGzip_isReported() throws IOException {
    byte[] whole = Compression.GZIP.compress(TEXT);
    byte[] wrongChecksum = whole.clone();
    wrongChecksum[whole.length - 8] ^= 1;
    byte[] wrongSize = whole.clone();
    wrongSize[whole.length - 1] ^= 1;
    byte[] wrongMethod = whole.clone();
    wrongMethod[2] = 7;
    Map<byte[], String> damages =
        Map.of(
            wrongChecksum, "its checksum does not match",
            wrongSize, "its checksum does not match",
            wrongMethod, "method 7 with flags 0 is unknown");
    for (Map.Entry<byte[], String> damage : damages.entrySet()) {
      Path file = file(damage.getKey());
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> read(file))
          .withMessage("its gzip data is damaged (" + damage.getValue() + ")");
    }
    for (byte[] rest : List.of(new byte[] {0}, TEXT)) {
      Path file = file(whole, rest);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> read(file))
          .withMessage("its gzip data is damaged (what follows a part is not another)");
    }
  }

  @Test
  void damagedZstd_isReported() throws IOException {
    byte[] whole = Compression.ZSTD.compress(TEXT);
    whole[whole.length - 1] ^= 1;
    Path file = file(whole);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(file))
        .withMessageStartingWith("its zstd data is damaged or cut off (Bad checksum");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              try (InputStream in = SourceFile.open(file)) {
                in.skipNBytes(TEXT.length + 1);
              }
            })
        .withMessageStartingWith("its zstd data is damaged or cut off (Bad checksum");
  }

  @Test
  void compressionThatIsNotRead_isNamed() throws IOException {
    Map<String, String> starts =
        Map.of(
            "fd377a585a000004", "xz",
            "425a6839314159265359", "bzip2",
            "425a6831314159265359", "bzip2",
            "04224d186440", "lz4",
            "504b03041400", "zip");
    for (Map.Entry<String, String> start : starts.entrySet()) {
      Path file = file(HexFormat.of().parseHex(start.getKey()));
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> SourceFile.open(file))
          .withMessage(
              file
                  + " is compressed with "
                  + start.getValue()
                  + ", which is not read; decompress it, or compress it with gzip or zstd");
      assertThat(!OpenFiles.AVAILABLE || OpenFiles.count(folder) == 0).isTrue();
    }
  }

  @Test
  void nameOfACompression_mustBeTrue() throws IOException {
    Path gzip = Files.writeString(folder.resolve("news.csv.gz"), "plain");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> SourceFile.open(gzip))
        .withMessage(
            gzip
                + " is named as compressed with gzip, but does not begin as such files do; it is"
                + " damaged, or its name should not end in .gz");
    Path zstd = Files.writeString(folder.resolve("news.csv.ZST"), "");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> SourceFile.open(zstd))
        .withMessageEndingWith("it is damaged, or its name should not end in .zst or .zstd");
  }

  @Test
  void zipBomb_isReadAsAStream() throws IOException {
    Path file = file(Compression.GZIP.compress(new byte[1 << 26]));
    assertThat(Files.size(file)).isLessThan(1 << 17);
    try (InputStream in = SourceFile.open(file)) {
      assertThat(in.readNBytes(1 << 10)).hasSize(1 << 10);
    }
  }
}
