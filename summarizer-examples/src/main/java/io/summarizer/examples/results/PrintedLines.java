package io.summarizer.examples.results;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import java.io.PrintStream;

/** Lines on the standard output. */
public final class PrintedLines implements LineSink {
  private final PrintStream out;

  /** Prints to {@code out}, which stays open. */
  public PrintedLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void println(String line) {
    out.println(line);
    check();
  }

  /** It would go on for hours for nobody. */
  private void check() {
    if (out.checkError()) {
      throw new SummarizerException(
          Remedy.FIX_ENVIRONMENT,
          "standard output: cannot be written any more; its reader has ended, or the disk is full");
    }
  }

  @Override
  public void finish() {}

  @Override
  public void close() {}
}
