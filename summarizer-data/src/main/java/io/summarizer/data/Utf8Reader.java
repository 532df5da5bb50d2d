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
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Decodes a file as UTF-8, decompressed and without a byte order mark, and remembers the bytes that
 * are none.
 *
 * <p>The JDK's readers either replace such bytes silently or fail with no place, and before they
 * hand out the text in front of them. Here they are replaced too, but whoever makes a record of the
 * text must call {@code requireUtf8...}, which fails for that record alone. All other failures are
 * {@link DataException}s, which the parsers above let through or carry as the cause.
 *
 * <p>Lines end, as for those parsers, with a line feed, a carriage return, or both.
 */
final class Utf8Reader extends Reader {
  /** The longest record, in characters: a dozen thick novels. */
  static final int MAX_RECORD_LENGTH = 1 << 24;

  /** So much damage between two checks that it is no text that was damaged. */
  private static final int MAX_DAMAGES = 1 << 18;

  private static final int BUFFER_SIZE = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  private final Path path;
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_SIZE).limit(0);
  private final Deque<Damage> damages = new ArrayDeque<>();
  private boolean endOfFile;
  private boolean started;
  private boolean afterCarriageReturn;
  private long line = 1;

  /** The number of characters before the buffer, without the byte order mark. */
  private long decoded;

  private long records;

  /** The character before which the record must end. */
  private long recordLimit = MAX_RECORD_LENGTH;

  /**
   * A byte that is not UTF-8.
   *
   * @param position of the character in its place, from 0, in the text as handed out
   */
  private record Damage(long line, long position, byte value) {}

  private Utf8Reader(Path path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws DataException as {@link SourceFile#open(Path)}
   */
  static Utf8Reader open(Path path) {
    return new Utf8Reader(path, SourceFile.open(path));
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!hasText()) {
      return -1;
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    if (decoded + chars.position() > recordLimit) {
      throw tooLong();
    }
    return count;
  }

  /**
   * Begins the next record: what is read from here on, with what the parser above has read ahead,
   * may be as long as a record. Without records the whole text is one.
   */
  void startRecord() {
    records++;
    recordLimit = decoded + chars.position() + MAX_RECORD_LENGTH;
  }

  private DataException tooLong() {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s%s is longer than %,d characters; mend the quote, bracket or line break that is"
                + " missing, or split the text",
            path,
            records == 0 ? "" : ", record " + records,
            MAX_RECORD_LENGTH));
  }

  /** Reads as {@link #read(char[], int, int)} does, but not beyond a line feed. */
  int readInLine(char[] target, int offset, int length) {
    if (!hasText()) {
      return -1;
    }
    int end = Math.min(chars.limit(), chars.position() + length);
    int next = chars.position();
    while (next < end && chars.array()[next++] != '\n') {}
    return read(target, offset, next - chars.position());
  }

  /**
   * Checks the lines that were not checked before.
   *
   * @param lastLine the last of them, from 1; only asked for where there is anything to check
   * @throws DataException with a {@link DataException#badRecord()} that names the first line with a
   *     byte that is not UTF-8
   */
  void requireUtf8UpToLine(LongSupplier lastLine) {
    if (!damages.isEmpty()) {
      long last = lastLine.getAsLong();
      requireUtf8(damage -> damage.line() <= last);
    }
  }

  /** Checks as {@link #requireUtf8UpToLine} does, but the characters before a position. */
  void requireUtf8UpToChar(LongSupplier end) {
    if (!damages.isEmpty()) {
      long position = end.getAsLong();
      requireUtf8(damage -> damage.position() < position);
    }
  }

  private void requireUtf8(Predicate<Damage> checked) {
    Damage first = damages.getFirst();
    if (checked.test(first)) {
      while (!damages.isEmpty() && checked.test(damages.getFirst())) {
        damages.removeFirst();
      }
      throw new DataException(
          new BadRecord(
              path.toString(),
              "line " + first.line(),
              String.format(
                  Locale.ROOT,
                  "the file must be UTF-8, but the byte 0x%02X is not part of it; "
                      + "convert the file to UTF-8",
                  first.value())));
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw SourceFile.unreadable(path, e);
    }
  }

  private boolean hasText() {
    if (!started) {
      started = true;
      if (fill() && chars.get(chars.position()) == BYTE_ORDER_MARK) {
        chars.get();
        decoded--;
      }
    }
    return chars.hasRemaining() || fill();
  }

  /** Decodes at least one character into the empty buffer; returns false at the end of the file. */
  private boolean fill() {
    decoded += chars.position();
    chars.clear();
    while (true) {
      int start = chars.position();
      CoderResult result = decoder.decode(bytes, chars, endOfFile);
      countLines(start, chars.position());
      if (result.isError() && chars.hasRemaining()) {
        replace(result.length());
      } else if (chars.position() > 0 || endOfFile) {
        break;
      } else {
        readBytes();
      }
    }
    chars.flip();
    return chars.hasRemaining();
  }

  private void replace(int count) {
    if (damages.size() == MAX_DAMAGES) {
      throw new DataException(
          path + ", line " + line + ": this is no text in UTF-8; convert the file to UTF-8");
    }
    damages.addLast(new Damage(line, decoded + chars.position(), bytes.get(bytes.position())));
    bytes.position(bytes.position() + count);
    chars.put(REPLACEMENT);
  }

  private void countLines(int start, int end) {
    char[] text = chars.array();
    for (int i = start; i < end; i++) {
      if (text[i] == '\r' || (text[i] == '\n' && !afterCarriageReturn)) {
        line++;
      }
      afterCarriageReturn = text[i] == '\r';
    }
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
      throw SourceFile.unreadable(path, e);
    }
    bytes.flip();
  }
}
