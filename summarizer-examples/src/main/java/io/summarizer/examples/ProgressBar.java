package io.summarizer.examples;

import java.util.List;
import java.util.Locale;

/** How much of something is done, as a line of text that fits a width. */
final class ProgressBar {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 30;

  private ProgressBar() {}

  /**
   * A line of at most {@code width} characters.
   *
   * @param share done, 0 to 1
   * @param parts what stands behind the bar, the most important first; the last are left out where
   *     there is no room for them
   */
  static String of(double share, List<String> parts, int width) {
    String percent = String.format(Locale.ROOT, " %3.0f %%", Math.floor(100 * share));
    int room = width - SHORTEST - 2 - percent.length();
    StringBuilder text = new StringBuilder(percent);
    for (String part : parts) {
      if (part.length() + 2 > room) {
        break;
      }
      text.append("  ").append(part);
      room -= part.length() + 2;
    }
    int length = Math.min(LONGEST, SHORTEST + Math.max(0, room));
    String line = bar(share, length) + text;
    return line.length() > width ? line.substring(0, Math.max(0, width)) : line;
  }

  private static String bar(double share, int length) {
    int done = (int) Math.floor(Math.min(1, share) * length);
    String head = done == length || done == 0 ? "" : ">";
    return "[" + "=".repeat(done - head.length()) + head + " ".repeat(length - done) + "]";
  }
}
