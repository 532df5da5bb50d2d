package io.summarizer.data;

/** What several readers do to texts. */
final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /** Returns a text with every surrogate that has no partner replaced by U+FFFD. */
  static String wellFormed(String text) {
    if (!hasSurrogates(text)) {
      return text;
    }
    return text.codePoints()
        .map(point -> isSurrogate(point) ? REPLACEMENT : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
