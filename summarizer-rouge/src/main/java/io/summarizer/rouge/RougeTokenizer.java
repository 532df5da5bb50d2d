package io.summarizer.rouge;

import java.util.ArrayList;
import java.util.List;

/**
 * The tokenizer of {@code rouge_score}: lower-cased runs of ASCII letters and digits, stemmed on
 * request where longer than three characters. Everything else, accented letters included, only
 * separates.
 */
final class RougeTokenizer {
  private static final int LONGEST_UNSTEMMED = 3;
  private static final char SEPARATOR = ' ';
  // The only characters outside ASCII whose lower-case form holds an ASCII letter.
  private static final char DOTTED_CAPITAL_I = '\u0130';
  private static final char KELVIN_SIGN = '\u212A';

  private final boolean stemming;

  RougeTokenizer(boolean stemming) {
    this.stemming = stemming;
  }

  List<String> tokenize(String text) {
    List<String> tokens = new ArrayList<>();
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char folded = fold(c);
      if (folded != SEPARATOR) {
        token.append(folded);
      }
      // A dotted capital I lower-cases to an i and a combining dot, and the dot separates.
      if (folded == SEPARATOR || c == DOTTED_CAPITAL_I) {
        flush(token, tokens);
      }
    }
    flush(token, tokens);
    return tokens;
  }

  /** The lower-case ASCII letter or digit that stands for {@code c}, or {@link #SEPARATOR}. */
  private static char fold(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      return c;
    }
    if (c >= 'A' && c <= 'Z') {
      return (char) (c - 'A' + 'a');
    }
    return switch (c) {
      case DOTTED_CAPITAL_I -> 'i';
      case KELVIN_SIGN -> 'k';
      default -> SEPARATOR;
    };
  }

  private void flush(StringBuilder token, List<String> tokens) {
    if (token.isEmpty()) {
      return;
    }
    String word = token.toString();
    tokens.add(stemming && word.length() > LONGEST_UNSTEMMED ? PorterStemmer.stem(word) : word);
    token.setLength(0);
  }
}
