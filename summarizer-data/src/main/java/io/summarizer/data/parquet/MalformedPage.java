package io.summarizer.data.parquet;

/** Thrown by the decoders of a page, which do not know their place in the file. */
final class MalformedPage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String finding;

  MalformedPage(String finding) {
    super(finding);
    this.finding = finding;
  }

  MalformedPage(String finding, Throwable cause) {
    super(finding, cause);
    this.finding = finding;
  }

  /** What is wrong, for a message that puts the place before it. */
  String finding() {
    return finding;
  }
}
