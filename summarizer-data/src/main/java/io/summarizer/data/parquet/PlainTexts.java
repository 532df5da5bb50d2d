package io.summarizer.data.parquet;

import java.nio.ByteBuffer;

/** Texts, each one after its length in 4 bytes. */
final class PlainTexts implements Values {
  private final ByteBuffer in;

  PlainTexts(ByteBuffer in) {
    this.in = in;
  }

  @Override
  public String next() {
    return take(nextLength(in), in);
  }

  /** Reads a text of the given length; the next one follows even if it is not UTF-8. */
  static String take(int length, ByteBuffer in) {
    int start = in.position();
    in.position(start + length);
    return Utf8.decode(in.array(), in.arrayOffset() + start, length);
  }

  /** Reads a length and checks that so many bytes follow. */
  static int nextLength(ByteBuffer in) {
    return requireRemaining(in.getInt(), in);
  }

  /** Checks that a text of the length can follow. */
  static int requireRemaining(int length, ByteBuffer in) {
    if (length < 0 || length > in.remaining()) {
      throw new MalformedPage(
          "it has a text of " + length + " bytes where " + in.remaining() + " are left");
    }
    return length;
  }
}
