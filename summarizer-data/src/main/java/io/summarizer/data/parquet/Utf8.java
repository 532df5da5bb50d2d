package io.summarizer.data.parquet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 strictly. */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /**
   * Returns the text.
   *
   * @throws MalformedText if the bytes are not UTF-8
   */
  static String decode(byte[] bytes, int offset, int length) {
    // The JDK's fast path replaces what is malformed; only such a text is looked at again.
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireWellFormed(ByteBuffer.wrap(bytes, offset, length));
    }
    return text;
  }

  private static void requireWellFormed(ByteBuffer bytes) {
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, true);
    if (result.isError()) {
      throw new MalformedText(bytes.get(bytes.position()));
    }
  }
}
