package io.summarizer.text;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns articles and summaries into the token ids of a T5-family model, and ids back into text.
 *
 * <pre>{@code
 * try (Tokenizer tokenizer = Tokenizer.builder().file(modelFolder).build()) {
 *   TokenIds ids = tokenizer.source(article);
 *   String text = tokenizer.decode(ids.ids());
 * }
 * }</pre>
 *
 * <p>The ids are those of Hugging Face's {@code tokenizer(text, max_length=n, truncation=True)} for
 * the same tokenizer.json. Truncation is never hidden: {@link TokenIds} says how long the text was.
 * The file's own truncation and padding settings are not used.
 *
 * <p>Any text is accepted: an empty one gives only end-of-sequence (after the prefix), an unpaired
 * surrogate counts as U+FFFD. As in Hugging Face, a special token written out in the text, such as
 * {@code </s>}, becomes that token.
 *
 * <p>All methods may be called from several threads at once. A tokenizer holds native memory until
 * it is closed; that of a forgotten one goes with the garbage, with a warning in the log. Nothing
 * is ever fetched from the network.
 */
public final class Tokenizer implements AutoCloseable {

  /** The text before each article by default: the one T5 was trained with. */
  public static final String DEFAULT_PREFIX = "summarize: ";

  /** The longest source by default, in tokens, end-of-sequence included. */
  public static final int DEFAULT_MAX_SOURCE_LENGTH = 512;

  /** The longest target by default, in tokens, end-of-sequence included. */
  public static final int DEFAULT_MAX_TARGET_LENGTH = 128;

  /** The padding token by default. */
  public static final String DEFAULT_PAD_TOKEN = "<pad>";

  /** The end-of-sequence token by default. */
  public static final String DEFAULT_EOS_TOKEN = "</s>";

  private final TokenizerFile file;
  private final NativeTokenizer tokenizer;
  private final String prefix;
  private final int maxSourceLength;
  private final int maxTargetLength;
  private final int padId;
  private final int eosId;

  private Tokenizer(Builder options, Path path) {
    file = TokenizerFile.read(path);
    prefix = options.prefix;
    maxSourceLength = options.maxSourceLength;
    maxTargetLength = options.maxTargetLength;
    padId = file.specialId("padToken", options.padToken);
    eosId = file.specialId("eosToken", options.eosToken);
    tokenizer = new NativeTokenizer(file);
    try {
      requireEosTemplate();
      requireRoomAfterPrefix();
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Returns a builder with every option at its default. */
  public static Builder builder() {
    return new Builder(
        null,
        DEFAULT_PREFIX,
        DEFAULT_MAX_SOURCE_LENGTH,
        DEFAULT_MAX_TARGET_LENGTH,
        DEFAULT_PAD_TOKEN,
        DEFAULT_EOS_TOKEN);
  }

  /**
   * Loads the native library that tokenizers need, and returns its version.
   *
   * @throws TokenizerException if this machine cannot load it
   */
  public static String libraryVersion() {
    NativeLibrary.get();
    return NativeLibrary.version();
  }

  /**
   * Returns the ids of the prefix and an article, at most {@link #maxSourceLength} with
   * end-of-sequence last.
   *
   * @throws IllegalStateException if this tokenizer is closed
   */
  public TokenIds source(String article) {
    return encode(prefix + article, maxSourceLength);
  }

  /**
   * Returns the ids of a summary, without a prefix, at most {@link #maxTargetLength} with
   * end-of-sequence last.
   *
   * @throws IllegalStateException if this tokenizer is closed
   */
  public TokenIds target(String summary) {
    return encode(summary, maxTargetLength);
  }

  /**
   * Returns the text of ids, leaving out special tokens: Hugging Face's {@code decode(ids,
   * skip_special_tokens=True)} of transformers 5, which unlike version 4 does not move punctuation.
   * Ids beyond the vocabulary have no text either: models have room for more tokens than their
   * tokenizers.
   *
   * @throws TokenizerException if an id is negative
   * @throws IllegalStateException if this tokenizer is closed
   */
  public String decode(int[] ids) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0) {
        throw new TokenizerException(
            "Token id "
                + ids[i]
                + " at position "
                + i
                + ": expected 0 or more. (-100 marks ignored labels; they have no text.)");
      }
    }
    long[] wide =
        Arrays.stream(ids).filter(id -> id < file.vocabularySize()).asLongStream().toArray();
    return tokenizer.decode(wide);
  }

  /**
   * Returns the number of token ids: the highest id plus one. A model's embedding may have more
   * rows than that (T5's has 32,128 for 32,100 tokens).
   */
  public int vocabularySize() {
    return file.vocabularySize();
  }

  /** Returns the id of the padding token; 0 for T5. */
  public int padId() {
    return padId;
  }

  /** Returns the id of the end-of-sequence token; 1 for T5. */
  public int eosId() {
    return eosId;
  }

  /** Returns the tokenizer.json in use. */
  public Path file() {
    return file.path();
  }

  /** Returns the text put before each article. */
  public String prefix() {
    return prefix;
  }

  /** Returns the longest source, in tokens, end-of-sequence included. */
  public int maxSourceLength() {
    return maxSourceLength;
  }

  /** Returns the longest target, in tokens, end-of-sequence included. */
  public int maxTargetLength() {
    return maxTargetLength;
  }

  /** Frees the native memory, after the calls that are running. Closing again has no effect. */
  @Override
  public void close() {
    tokenizer.close();
  }

  /**
   * Returns a name for all that decides which ids this tokenizer gives: its file's content, the
   * library's version, the prefix and the lengths. Two tokenizers with one fingerprint give the
   * same ids.
   *
   * @return SHA-256 as 64 hexadecimal digits
   */
  public String fingerprint() {
    Hasher hasher = Hashing.sha256().newHasher();
    for (String text : List.of(NativeLibrary.version(), file.json(), prefix)) {
      hasher.putInt(text.length()).putUnencodedChars(text);
    }
    return hasher.putInt(maxSourceLength).putInt(maxTargetLength).putInt(eosId).hash().toString();
  }

  private TokenIds encode(String text, int maxLength) {
    long[] wide = tokenizer.encode(wellFormed(text));
    int kept = Math.min(wide.length, maxLength - 1); // one place is for end-of-sequence
    int[] ids = new int[kept + 1];
    for (int i = 0; i < kept; i++) {
      if (wide[i] >= file.vocabularySize()) { // added tokens need not get the ids the file says
        throw new TokenizerException(
            "Tokenizer file "
                + file.path()
                + ": expected ids below "
                + file.vocabularySize()
                + ", one more than the highest in it, but it gives "
                + wide[i]
                + ". Save the tokenizer again in Python.");
      }
      ids[i] = (int) wide[i];
    }
    ids[kept] = eosId;
    return new TokenIds(ids, wide.length + 1);
  }

  /** Returns the text with every surrogate that has no partner replaced by U+FFFD. */
  static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        i++;
      } else {
        repaired = repaired == null ? new StringBuilder(text) : repaired;
        repaired.setCharAt(i, '\uFFFD');
      }
    }
    return repaired == null ? text : repaired.toString();
  }

  private void requireEosTemplate() {
    Optional<List<Long>> added = file.addedIds();
    if (!added.equals(Optional.of(List.of()))
        && !added.equals(Optional.of(List.of((long) eosId)))) {
      throw new TokenizerException(
          "Tokenizer file "
              + file.path()
              + ": expected a T5-family tokenizer, which adds only end-of-sequence (id "
              + eosId
              + ") to a text, but this one adds "
              + added.map(ids -> "the ids " + ids).orElse("something else")
              + ". Use the tokenizer of a T5 model, or name the token with eosToken(...).");
    }
  }

  private void requireRoomAfterPrefix() {
    int length = encode(prefix, Integer.MAX_VALUE).fullLength();
    if (length >= maxSourceLength) {
      throw new IllegalArgumentException(
          "maxSourceLength: expected more than the "
              + length
              + " tokens of the prefix '"
              + (prefix.length() > 100 ? prefix.substring(0, 100) + "..." : prefix)
              + "' and end-of-sequence, got "
              + maxSourceLength
              + ". No article would be left.");
    }
  }

  /** The options of a {@link Tokenizer}. Immutable: each setter returns a new builder. */
  public static final class Builder {
    private final @Nullable Path file;
    private final String prefix;
    private final int maxSourceLength;
    private final int maxTargetLength;
    private final String padToken;
    private final String eosToken;

    private Builder(
        @Nullable Path file,
        String prefix,
        int maxSourceLength,
        int maxTargetLength,
        String padToken,
        String eosToken) {
      this.file = file;
      this.prefix = prefix;
      this.maxSourceLength = maxSourceLength;
      this.maxTargetLength = maxTargetLength;
      this.padToken = padToken;
      this.eosToken = eosToken;
    }

    /** Sets the tokenizer.json, or a folder that holds one. Required. */
    public Builder file(Path file) {
      Objects.requireNonNull(file, "file: expected a tokenizer.json or its folder, got null");
      return new Builder(file, prefix, maxSourceLength, maxTargetLength, padToken, eosToken);
    }

    /** Sets the text put before each article, default "summarize: "; it may be empty. */
    public Builder prefix(String prefix) {
      Objects.requireNonNull(prefix, "prefix: expected a text or \"\" for none, got null");
      return new Builder(file, prefix, maxSourceLength, maxTargetLength, padToken, eosToken);
    }

    /** Sets the longest source in tokens, end-of-sequence included; default 512, at least 2. */
    public Builder maxSourceLength(int maxSourceLength) {
      requireLength("maxSourceLength", maxSourceLength);
      return new Builder(file, prefix, maxSourceLength, maxTargetLength, padToken, eosToken);
    }

    /** Sets the longest target in tokens, end-of-sequence included; default 128, at least 2. */
    public Builder maxTargetLength(int maxTargetLength) {
      requireLength("maxTargetLength", maxTargetLength);
      return new Builder(file, prefix, maxSourceLength, maxTargetLength, padToken, eosToken);
    }

    /** Sets the name of the padding token, default {@code <pad>}. */
    public Builder padToken(String padToken) {
      requireToken("padToken", padToken);
      return new Builder(file, prefix, maxSourceLength, maxTargetLength, padToken, eosToken);
    }

    /** Sets the name of the end-of-sequence token, default {@code </s>}. */
    public Builder eosToken(String eosToken) {
      requireToken("eosToken", eosToken);
      return new Builder(file, prefix, maxSourceLength, maxTargetLength, padToken, eosToken);
    }

    /**
     * Loads the tokenizer.
     *
     * @throws TokenizerException if the file is missing, damaged or not a T5-family tokenizer, or
     *     if the native library cannot be loaded
     * @throws IllegalArgumentException if the prefix fills the whole source
     * @throws IllegalStateException if no file was given
     */
    public Tokenizer build() {
      if (file == null) {
        throw new IllegalStateException(
            "file: expected a tokenizer.json or its folder, but none was given. Call file(...).");
      }
      return new Tokenizer(this, file);
    }

    private static void requireLength(String option, int length) {
      if (length < 2) {
        throw new IllegalArgumentException(
            option
                + ": expected at least 2 tokens, one of them end-of-sequence, got "
                + length
                + ".");
      }
    }

    private static void requireToken(String option, String token) {
      Objects.requireNonNull(token, option + ": expected the text of a special token, got null");
      if (token.isEmpty()) {
        throw new IllegalArgumentException(
            option + ": expected the text of a special token, got an empty text.");
      }
    }
  }
}
