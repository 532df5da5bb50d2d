package io.summarizer.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Decodes a file as UTF-8, without a byte order mark, and reports bytes that are none.
 *
 * <p>The JDK's readers either replace such bytes silently or fail with no place, and before they
 * hand out the text in front of them. Here the text up to the bad byte is read as usual and then
 * the exception names its line. All failures are {@link DataException}s, which the parsers above
 * let through or carry as the cause.
 */
final class Utf8Reader extends Reader {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path path;
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_SIZE).limit(0);
  private boolean endOfFile;
  private boolean started;
  private long line = 1;

  private Utf8Reader(Path path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws DataException if there is none, or it is a directory or cannot be read
   */
  static Utf8Reader open(Path path) {
    if (Files.isDirectory(path)) {
      throw new DataException(path + " is a directory; expected a file, so name one inside it");
    }
    try {
      return new Utf8Reader(path, Files.newInputStream(path));
    } catch (NoSuchFileException e) {
      throw new DataException(
          path + " does not exist; check the path, which stands for " + path.toAbsolutePath(), e);
    } catch (AccessDeniedException e) {
      throw new DataException(path + " may not be read; check its permissions", e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!started) {
      started = true;
      skipByteOrderMark();
    }
    if (!chars.hasRemaining() && !fill()) {
      return -1;
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    for (int i = offset; i < offset + count; i++) {
      if (target[i] == '\n') {
        line++;
      }
    }
    return count;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private void skipByteOrderMark() {
    if (fill() && chars.get(chars.position()) == BYTE_ORDER_MARK) {
      chars.get();
    }
  }

  /** Decodes at least one character into the empty buffer; returns false at the end of the file. */
  private boolean fill() {
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, endOfFile);
    while (chars.position() == 0 && !result.isError() && !endOfFile) {
      readBytes();
      result = decoder.decode(bytes, chars, endOfFile);
    }
    chars.flip();
    if (!chars.hasRemaining() && result.isError()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s, line %d: the file must be UTF-8, but the byte 0x%02X is not part of it; "
                  + "convert the file to UTF-8",
              path,
              line,
              bytes.get(bytes.position())));
    }
    return chars.hasRemaining();
  }

  private void readBytes() {
    bytes.compact();
    try {
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      if (count < 0) {
        endOfFile = true;
      } else {
        bytes.position(bytes.position() + count);
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    bytes.flip();
  }

  private static DataException unreadable(Path path, IOException e) {
    return new DataException(path + " cannot be read: " + e.getMessage(), e);
  }
}
