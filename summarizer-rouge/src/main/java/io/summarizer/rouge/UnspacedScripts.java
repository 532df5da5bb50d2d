package io.summarizer.rouge;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Scripts written without spaces between words: Han, kana, and those whose line breaks need a
 * dictionary, class SA of Unicode Standard Annex 14.
 */
final class UnspacedScripts {
  private static final int FIRST = '\u0E00'; // Thai is the lowest of them

  private static final Set<UnicodeScript> SCRIPTS =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.MYANMAR,
          UnicodeScript.KHMER,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_VIET,
          UnicodeScript.AHOM);

  private UnspacedScripts() {}

  /**
   * Whether a letter stands alone as a token. Digits of these scripts do not: they make numbers.
   */
  static boolean contain(int letter) {
    return letter >= FIRST
        && !Character.isDigit(letter)
        && (SCRIPTS.contains(UnicodeScript.of(letter)) || isSharedKana(letter));
  }

  /**
   * Signs that Unicode counts as letters though they belong to the letter before them: the sound
   * marks of halfwidth katakana, and the vowel am of Thai and Lao (Unicode Standard Annex 29).
   */
  static boolean isMark(int codePoint) {
    return codePoint == '\uFF9E'
        || codePoint == '\uFF9F'
        || codePoint == '\u0E33'
        || codePoint == '\u0EB3';
  }

  /** Length and repetition marks of both kana, which Unicode gives no script of their own. */
  private static boolean isSharedKana(int letter) {
    return letter == '\u30FC'
        || letter == '\uFF70'
        || (letter >= '\u3031' && letter <= '\u3035')
        || letter == '\u3006';
  }
}
