package io.summarizer.data;

import java.io.Reader;

/**
 * Hands a text to a parser line by line, so that what the parser has not been given begins with a
 * line: after an error another parser can go on there. Lines end with a line feed.
 */
final class LineFeeder extends Reader {
  private static final int BUFFER_SIZE = 1 << 12;

  private final Utf8Reader text;
  private long chars;
  private long lines;
  private boolean inLine;

  LineFeeder(Utf8Reader text) {
    this.text = text;
  }

  @Override
  public int read(char[] target, int offset, int length) {
    int count = text.readInLine(target, offset, length);
    if (count > 0) {
      chars += count;
      inLine = target[offset + count - 1] != '\n';
      lines += inLine ? 0 : 1;
    }
    return count;
  }

  /** Passes over the rest of a line that was handed out in part. */
  void skipLine() {
    char[] buffer = new char[BUFFER_SIZE];
    int count = 0;
    while (inLine && count >= 0) {
      count = read(buffer, 0, buffer.length);
    }
  }

  /** The number of characters read so far. */
  long chars() {
    return chars;
  }

  /** The number of lines read so far, to their ends. */
  long lines() {
    return lines;
  }

  @Override
  public void close() {
    text.close();
  }
}
