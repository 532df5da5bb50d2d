package io.summarizer.rouge;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

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
   * or Hindi has no tokens and scores 0; {@link #UNICODE} sees them.
   */
  RougeTokenizer ASCII = new AsciiTokenizer();

  /**
   * Words of any script: runs of letters and digits with the accents and vowel signs on them. On a
   * text of ASCII characters alone it gives the tokens of {@link #ASCII}. Punctuation, symbols and
   * emoji separate.
   *
   * <p>Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese and their kin) give a
   * token for each letter with its marks, as is customary where ROUGE is measured without a
   * dictionary; {@link #words} takes a segmenter. Numbers stay whole everywhere.
   *
   * <p>Tokens are compared without regard to case, and of characters that Unicode calls compatible
   * (normalization form NFKC: composed and decomposed accents, full-width letters, ligatures), ß as
   * ss, and without soft hyphens, joiners and variation selectors. A dotless i remains another
   * letter than i; where I is its capital, lower-case the texts in the Turkish locale first.
   */
  RougeTokenizer UNICODE = new UnicodeTokenizer();

  /**
   * Returns the tokenizer of a function that knows words but not their places, such as a segmenter
   * for Chinese or a lemmatizer.
   *
   * <p>The words are compared as they are, so the function lower-cases where case is to be ignored.
   * Places are searched for from the end of the word before, ignoring case; a word that the text
   * does not hold from there on gets an empty place. Scores do not depend on places.
   *
   * @param words from a text to its words in order, none of them empty; called from several threads
   */
  static RougeTokenizer words(Function<String, List<String>> words) {
    Objects.requireNonNull(
        words, "RougeTokenizer words: expected a function from a text to its words, got null");
    return new WordsTokenizer(words);
  }

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
