package io.summarizer.doctor;

import java.util.Locale;

/** Numbers of bytes in words. */
final class Bytes {
  static final long GIB = 1L << 30;

  private Bytes() {}

  /** As in "1.5 GiB". */
  static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
  }
}
