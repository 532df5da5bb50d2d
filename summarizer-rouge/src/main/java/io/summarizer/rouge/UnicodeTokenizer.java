package io.summarizer.rouge;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words of any script; see {@link RougeTokenizer#UNICODE}.
 *
 * <p>The JDK's {@code BreakIterator} is not used: it keeps a whole Thai or Chinese phrase as one
 * word, and its Thai dictionary is silently absent from runtime images without {@code
 * jdk.localedata}, so that scores would differ from machine to machine.
 */
final class UnicodeTokenizer implements RougeTokenizer {
  /** Soft hyphen, zero-width non-joiner and joiner: inside words of Persian and Sinhala, say. */
  private static final String JOINERS = "\u00AD\u200C\u200D";

  /** Joiners and variation selectors: how a word looks, not what it is. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[" + JOINERS + "\u034F\uFE00-\uFE0F\\x{E0100}-\\x{E01EF}]+");

  @Override
  public List<Token> tokenize(String text) {
    List<Token> tokens = new ArrayList<>(text.length() / 5);
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      int end = at + Character.charCount(codePoint);
      if (isLetterOrDigit(codePoint)) {
        end = endOfToken(text, end, UnspacedScripts.contain(codePoint));
        tokens.add(new Token(comparable(text.substring(at, end)), at, end));
      }
      at = end;
    }
    return tokens;
  }

  @Override
  public String toString() {
    return "unicode";
  }

  private static int endOfToken(String text, int start, boolean oneLetter) {
    int end = start;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      boolean letter = isLetterOrDigit(codePoint) && !UnspacedScripts.contain(codePoint);
      if (!isExtension(codePoint) && (oneLetter || !letter)) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  private static boolean isLetterOrDigit(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.LETTER_NUMBER;
  }

  /** Accents, vowel signs and joiners, which belong to the letter before them. */
  private static boolean isExtension(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> JOINERS.indexOf(codePoint) >= 0 || UnspacedScripts.isMark(codePoint);
    };
  }

  /** What of a word is compared: the same for spellings that look alike or differ in case only. */
  static String comparable(String word) {
    if (Ascii.isAscii(word)) {
      return word.toLowerCase(Locale.ROOT);
    }
    String visible = INVISIBLE.matcher(word).replaceAll("");
    String lower =
        Normalizer.normalize(visible, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            // Lower case spells in two ways what capitals spell in one: STRASSE, İLK.
            .replace("ß", "ss")
            .replace("i\u0307", "i");
    return Normalizer.normalize(lower, Normalizer.Form.NFKC);
  }
}
