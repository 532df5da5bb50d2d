package io.summarizer.examples.results;

/** Where lines of results go, each of them whole. */
public interface LineSink extends AutoCloseable {
  /**
   * Writes a line, and hands it on at once.
   *
   * @throws io.summarizer.error.SummarizerException if it cannot be written
   */
  void println(String line);

  /** Says that there are no more lines: what was written is the whole result. */
  void finish();

  /** Where nobody wants them. */
  static LineSink nowhere() {
    return new LineSink() {
      @Override
      public void println(String line) {}

      @Override
      public void finish() {}

      @Override
      public void close() {}
    };
  }

  /** Releases what is held; without {@link #finish}, the lines are only a part of the result. */
  @Override
  void close();
}
