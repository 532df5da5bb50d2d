package io.summarizer.data.parquet;

import java.util.Locale;

/** Allocates what a file asks for in one piece. */
final class Memory {
  /** Far more than a page has, which writers end at 1 MB by default, or a footer. */
  private static final int MAX_SIZE = 1 << 28;

  private Memory() {}

  /**
   * Returns an array of the given size.
   *
   * @throws MalformedPage if it is above the limit, or the heap has no room for it. That a single
   *     large allocation fails leaves the heap as it was, so this error, unlike others of its kind,
   *     can be handled.
   */
  static byte[] allocate(int size) {
    if (size > MAX_SIZE) {
      throw new MalformedPage(
          String.format(
              Locale.ROOT,
              "it claims %,d bytes in one piece, of which at most %,d are taken",
              size,
              MAX_SIZE),
          "write the file again with smaller pages",
          null);
    }
    try {
      return new byte[size];
    } catch (OutOfMemoryError e) {
      throw new MalformedPage(
          String.format(
              Locale.ROOT,
              "it claims %,d bytes in one piece, for which the heap of %,d has no room",
              size,
              Runtime.getRuntime().maxMemory()),
          "if that is the right size, give Java a larger heap (-Xmx), else copy or write the file"
              + " again",
          e);
    }
  }
}
