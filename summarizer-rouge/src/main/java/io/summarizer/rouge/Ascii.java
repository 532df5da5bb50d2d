package io.summarizer.rouge;

/** Tells words that hold nothing beyond ASCII. */
final class Ascii {
  private Ascii() {}

  static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
