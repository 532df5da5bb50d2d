package io.summarizer.text;

import com.google.common.primitives.Ints;
import java.nio.charset.StandardCharsets;
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
  private final MessageDigest digest;

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

  /**
   * Adds a text as the tokenizer sees it, behind its length, so that no two series of texts are the
   * same bytes.
   */
  CacheKey put(@Nullable String text) {
    if (text == null) {
      return put(-1);
    }
    byte[] bytes = Tokenizer.wellFormed(text).getBytes(StandardCharsets.UTF_8);
    put(bytes.length);
    digest.update(bytes);
    return this;
  }

  /** Adds a number. */
  CacheKey put(int number) {
    digest.update(Ints.toByteArray(number));
    return this;
  }

  /** Returns the key as 64 hexadecimal digits; nothing can be added after that. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
