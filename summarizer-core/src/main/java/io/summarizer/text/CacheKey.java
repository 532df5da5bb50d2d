package io.summarizer.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name of a tokenized data set: SHA-256 over all that decides which ids come out, that is the
 * tokenizer with its limits and every row in order, ids of rows included.
 *
 * <p>The rows themselves are hashed rather than the size and the time of their files: a file that
 * was rewritten within the clock's resolution, a changed option of its reader and data that has no
 * file are then all told apart, at the price of reading the data once.
 */
final class CacheKey {
  private static final int CHARS = 4096;

  private final MessageDigest digest;
  private final char[] chars = new char[CHARS];
  private final ByteBuffer bytes = ByteBuffer.allocate(CHARS * Character.BYTES);

  CacheKey(Tokenizer tokenizer) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
    tokenizer.addTo(this);
  }

  /** Adds a row. */
  CacheKey add(String id, @Nullable String article, @Nullable String summary) {
    return put(id).put(article).put(summary);
  }

  /** Adds a text, behind its length, so that no two series of texts are the same bytes. */
  CacheKey put(@Nullable String text) {
    if (text == null) {
      return put(-1);
    }
    put(text.length());
    for (int at = 0; at < text.length(); at += CHARS) {
      int count = Math.min(CHARS, text.length() - at);
      text.getChars(at, at + count, chars, 0);
      bytes.clear();
      CharBuffer view = bytes.asCharBuffer(); // as it is: an encoder would replace lone surrogates
      view.put(chars, 0, count);
      digest.update(bytes.limit(count * Character.BYTES));
    }
    return this;
  }

  /** Adds a number. */
  CacheKey put(int number) {
    bytes.clear().putInt(number);
    digest.update(bytes.flip());
    return this;
  }

  /** Returns the key as 64 hexadecimal digits; nothing can be added after that. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
