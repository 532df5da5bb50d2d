package io.summarizer.report.html;

import com.google.common.html.HtmlEscapers;
import java.util.Locale;

/** Text made safe to stand between tags or in a quoted attribute of HTML and XML. */
final class Html {
  private static final int REPLACEMENT = 0xFFFD;

  private Html() {}

  /** Escapes markup; what HTML or XML forbids becomes U+FFFD. */
  static String text(String text) {
    StringBuilder allowed = new StringBuilder(text.length());
    text.codePoints().forEach(c -> allowed.appendCodePoint(isAllowed(c) ? c : REPLACEMENT));
    return HtmlEscapers.htmlEscaper().escape(allowed.toString());
  }

  private static boolean isAllowed(int c) {
    boolean control = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
    return !(control || surrogate || noncharacter);
  }

  /**
   * {@link String#format} that depends on no locale; texts from outside go through {@link #text}.
   */
  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
