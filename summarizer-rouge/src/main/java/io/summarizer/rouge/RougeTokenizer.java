package io.summarizer.rouge;

import java.util.List;
import java.util.Objects;

/**
 * Cuts a text into the tokens that ROUGE counts.
 *
 * <p>Any function from a text to its tokens will do. It must be safe to call from several threads,
 * return no null, and give the same tokens for the same text.
 */
@FunctionalInterface
public interface RougeTokenizer {
  /**
   * The tokenizer of {@code rouge_score}: lower-cased runs of ASCII letters and digits. Everything
   * else, accented letters and other scripts included, only separates, so a text in Chinese, Arabic
   * or Hindi has no tokens and scores 0.
   */
  RougeTokenizer ASCII = new AsciiTokenizer();

  /**
   * Returns the tokens of a text in order; empty for a text without any.
   *
   * @param text any text, possibly empty
   */
  List<Token> tokenize(String text);

  /**
   * A token and where it stands in the text.
   *
   * @param text what is compared, lower-cased if case is to be ignored; not empty
   * @param start index of its first character in the text
   * @param end index after its last character, at least {@code start}
   */
  record Token(String text, int start, int end) {
    /** Checks that the token is not empty and its place is a range. */
    public Token {
      Objects.requireNonNull(text, "Token text: expected a text, got null");
      if (text.isEmpty()) {
        throw new IllegalArgumentException(
            "Token text: expected at least one character, got an empty text; leave out empty"
                + " tokens");
      }
      if (start < 0 || end < start) {
        throw new IllegalArgumentException(
            "Token \""
                + text
                + "\": expected 0 <= start <= end, got start "
                + start
                + " and end "
                + end
                + "; give the place of the token in the text");
      }
    }
  }
}
