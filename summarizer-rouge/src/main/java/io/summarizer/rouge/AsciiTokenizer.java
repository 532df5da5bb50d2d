package io.summarizer.rouge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lower-cased runs of ASCII letters and digits; see {@link RougeTokenizer#ASCII}. */
final class AsciiTokenizer implements RougeTokenizer {
  // The only characters outside ASCII whose lower-case form holds an ASCII letter. The dotted
  // capital I lower-cases to an i and a combining dot, and the dot separates.
  private static final char DOTTED_CAPITAL_I = '\u0130';
  private static final char KELVIN_SIGN = '\u212A';

  @Override
  public List<Token> tokenize(String text) {
    List<Token> tokens = new ArrayList<>(text.length() / 5);
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isTokenPart(c)) {
        add(text, start, i, tokens);
        start = i + 1;
      } else if (c == DOTTED_CAPITAL_I) {
        add(text, start, i + 1, tokens);
        start = i + 1;
      }
    }
    add(text, start, text.length(), tokens);
    return tokens;
  }

  @Override
  public String toString() {
    return "ascii";
  }

  private static boolean isTokenPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || c == DOTTED_CAPITAL_I
        || c == KELVIN_SIGN;
  }

  private static void add(String text, int start, int end, List<Token> tokens) {
    if (end > start) {
      String token = text.substring(start, end).toLowerCase(Locale.ROOT);
      tokens.add(new Token(withoutCombiningDot(token), start, end));
    }
  }

  private static String withoutCombiningDot(String token) {
    char last = token.charAt(token.length() - 1);
    return last == '\u0307' ? token.substring(0, token.length() - 1) : token;
  }
}
