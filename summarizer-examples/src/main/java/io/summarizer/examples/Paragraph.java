package io.summarizer.examples;

import java.util.Locale;

/** A text under a name, in lines of readable length. */
final class Paragraph {
  private static final int WIDTH = 96;
  private static final int INDENT = 12;

  private Paragraph() {}

  /** The name, and beside it the text. */
  static String of(String name, String text) {
    StringBuilder lines = new StringBuilder(String.format(Locale.ROOT, "%-12s", name));
    int column = INDENT;
    for (String word : text.strip().split("\\s+")) {
      if (column > INDENT && column + 1 + word.length() > WIDTH) {
        lines.append("\n").append(" ".repeat(INDENT));
        column = INDENT;
      } else if (column > INDENT) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }
}
