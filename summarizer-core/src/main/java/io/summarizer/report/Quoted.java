package io.summarizer.report;

import java.util.Locale;

/**
 * Text between double quotes that means the same in YAML, JSON, Python and Java source, whatever it
 * holds.
 */
final class Quoted {
  private static final int REPLACEMENT = 0xfffd;

  private Quoted() {}

  static String text(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    switch (c) {
      case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          quoted.appendCodePoint(REPLACEMENT); // half a pair, which UTF-8 cannot hold
        } else if (isInvisible(c)) {
          quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
          quoted.appendCodePoint(c);
        }
      }
    }
  }

  /** Control characters, line ends and marks, which YAML does not take or folds. */
  private static boolean isInvisible(int c) {
    return Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || c == 0xfeff
        || c == 0xfffe
        || c == 0xffff;
  }
}
