package io.summarizer.report.html;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private Numbers() {}

  /** With separators: 12,345. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** With about four significant digits. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : "not finite";
    }
    if (size < 1e-3) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 4;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** A score from 0 to 1 as papers print it. */
  static String score(double f1) {
    return String.format(Locale.ROOT, "%.2f", 100 * f1);
  }

  /** Such as 1 h 05 min, 3 min 12 s, 4.2 s. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole >= HOUR) {
      return String.format(Locale.ROOT, "%d h %02d min", whole / HOUR, whole / MINUTE % MINUTE);
    }
    return whole >= MINUTE
        ? String.format(Locale.ROOT, "%d min %02d s", whole / MINUTE, whole % MINUTE)
        : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  /** The last part of a path. */
  static String fileName(String path) {
    String[] parts = path.split("[/\\\\]+");
    return parts.length == 0 ? path : parts[parts.length - 1];
  }
}
