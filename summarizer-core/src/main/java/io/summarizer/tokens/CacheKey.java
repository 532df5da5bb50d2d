package io.summarizer.tokens;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.summarizer.text.Tokenizer;
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
  private final Hasher hasher = Hashing.sha256().newHasher();

  CacheKey(Tokenizer tokenizer) {
    put(tokenizer.fingerprint());
  }

  /** Adds a row. */
  CacheKey add(String id, @Nullable String article, @Nullable String summary) {
    return put(id).put(article).put(summary);
  }

  /** Adds a text behind its length, so that no two series of texts are the same bytes. */
  private CacheKey put(@Nullable String text) {
    if (text == null) {
      hasher.putInt(-1);
    } else {
      hasher.putInt(text.length()).putUnencodedChars(text);
    }
    return this;
  }

  /** Returns the key as 64 hexadecimal digits; nothing can be added after that. */
  String hex() {
    return hasher.hash().toString();
  }
}
