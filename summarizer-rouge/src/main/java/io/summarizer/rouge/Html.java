package io.summarizer.rouge;

/** Text made safe to stand in an HTML page, between tags or in a quoted attribute. */
final class Html {
  private static final int REPLACEMENT = 0xFFFD;
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int PICTURE_OF_DELETE = 0x2421;

  private Html() {}

  /**
   * Escapes what HTML would read as markup, and shows what it forbids: a control character as its
   * picture, half a surrogate pair or a code point that is no character as U+FFFD.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(visible(c));
    }
  }

  private static int visible(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return c;
    }
    if (c < ' ') {
      return CONTROL_PICTURES + c;
    }
    if (c == 0x7F) {
      return PICTURE_OF_DELETE;
    }
    return isAllowed(c) ? c : REPLACEMENT;
  }

  private static boolean isAllowed(int c) {
    boolean control = c >= 0x80 && c <= 0x9F;
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
    return !(control || surrogate || noncharacter);
  }
}
