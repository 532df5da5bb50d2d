package io.summarizer.data.parquet;

/** Thrown for a text that is not UTF-8; the page is good, so the row is the place to name. */
final class MalformedText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The first byte that is not part of UTF-8. */
  private final byte culprit;

  MalformedText(byte culprit) {
    this.culprit = culprit;
  }

  byte culprit() {
    return culprit;
  }
}
