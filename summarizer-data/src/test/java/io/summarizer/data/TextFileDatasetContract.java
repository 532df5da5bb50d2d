package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every dataset over a text file promises besides. */
abstract class TextFileDatasetContract extends FileDatasetContract {
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
  void size_isUnknown() {
    assertThat(dataset(file()).size()).isEmpty();
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
              "%s, line %d: the file must be UTF-8, but the byte 0xE9 is not part of it; "
                  + "convert the file to UTF-8",
              file(), lines + 1);
    }
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

  private void append(byte[] bytes) throws IOException {
    Files.write(file(), bytes, StandardOpenOption.APPEND);
  }
}
