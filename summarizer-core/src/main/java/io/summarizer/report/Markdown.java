package io.summarizer.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text from outside as Markdown that shows it as it is: no link, image, HTML, formula or table cell
 * comes of it.
 *
 * <p>Backslashes stand only before what every dialect lets one escape, among them GitHub's and
 * Python-Markdown, which TensorBoard uses; all else that means something is an HTML entity.
 */
final class Markdown {
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\p{Cc}]+");
  private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)(www)\\.");
  private static final Pattern LIST_MARK = Pattern.compile("^([0-9]*)([-.)=])");

  private Markdown() {}

  /** On one line; runs of blanks and control characters become one blank. */
  static String inline(String text) {
    StringBuilder escaped = new StringBuilder();
    BLANKS.matcher(text).replaceAll(" ").strip().codePoints().forEach(c -> append(escaped, c));
    return WEB_ADDRESS.matcher(escaped).replaceAll("$1" + entity('.'));
  }

  /** With its line breaks. */
  static String lines(String text) {
    return text.lines().map(Markdown::line).collect(Collectors.joining("  \n"));
  }

  private static String line(String text) {
    return LIST_MARK
        .matcher(inline(text))
        .replaceFirst(mark -> mark.group(1) + entity(mark.group(2).charAt(0)));
  }

  /** A table; the cells are Markdown already. */
  static String table(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder(row(header));
    table.append(row(header.stream().map(title -> "---").toList()));
    rows.forEach(cells -> table.append(row(cells)));
    return table.toString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '\\', '`', '*', '_', '[', ']', '{', '}', '#', '+', '!' ->
          escaped.append('\\').appendCodePoint(c);
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '&' -> escaped.append("&amp;");
      case '|', '~', '$', '@', ':' -> escaped.append(entity(c));
      default -> escaped.appendCodePoint(c);
    }
  }

  private static String entity(int c) {
    return "&#" + c + ";";
  }
}
