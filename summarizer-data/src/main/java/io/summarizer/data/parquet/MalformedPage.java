package io.summarizer.data.parquet;

import org.jspecify.annotations.Nullable;

/** Thrown by what reads a part of a file without knowing its place, which messages begin with. */
final class MalformedPage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String finding;
  private final String remedy;

  /** A page that contradicts the format or itself. */
  MalformedPage(String finding) {
    this(finding, Place.REMEDY, null);
  }

  /** A page that cannot be read because it contradicts the format. */
  MalformedPage(String finding, Throwable cause) {
    this(finding, Place.REMEDY, cause);
  }

  /** A page that may be as it should, but not for us. */
  MalformedPage(String finding, String remedy, @Nullable Throwable cause) {
    super(finding, cause);
    this.finding = finding;
    this.remedy = remedy;
  }

  /** What is wrong. */
  String finding() {
    return finding;
  }

  /** What to do about it. */
  String remedy() {
    return remedy;
  }
}
