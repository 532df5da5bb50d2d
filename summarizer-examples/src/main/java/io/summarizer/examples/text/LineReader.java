package io.summarizer.examples.text;

import io.summarizer.error.SummarizerException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a UTF-8 file line by line. A line ends at {@code '\n'}, before which one {@code '\r'} is
 * dropped; the JDK's reader would also end it at a {@code '\r'} in its midst, and would not say in
 * which line bytes are that are not UTF-8.
 */
final class LineReader implements AutoCloseable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final TextFile file;
  private final InputStream in;
  private long number;

  LineReader(TextFile file) {
    this.file = file;
    this.in = new BufferedInputStream(file.open(), 1 << 16);
  }

  /** Returns the next line without its end, or null behind the last; a final line end is none. */
  @Nullable String next() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      for (; b >= 0 && b != '\n'; b = in.read()) {
        if (line.size() == TextFile.MAX_BYTES) {
          throw TextFile.tooLong(file + ", line " + (number + 1));
        }
        line.write(b);
      }
    } catch (IOException e) {
      throw file.unreadable(e);
    }
    number++;
    String text = decode(line.toByteArray());
    text = number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private String decode(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw new SummarizerException(
          file + ", line " + number + ": expected UTF-8, got other bytes; convert the file", e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }
}
