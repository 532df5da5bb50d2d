package io.summarizer.examples;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes.
 *
 * @param in the standard input
 * @param out for results; UTF-8
 * @param err for messages
 * @param interactive whether somebody watches {@code err} on a terminal
 * @param outInteractive whether somebody watches {@code out} on a terminal
 */
record Streams(
    InputStream in, PrintStream out, PrintStream err, boolean interactive, boolean outInteractive) {
  /** Those of this process. Results are UTF-8 whatever the locale says. */
  static Streams ofProcess() {
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
            false,
            StandardCharsets.UTF_8);
    return new Streams(System.in, out, System.err, isTerminal(2), isTerminal(1));
  }

  /** Java 17 can ask this of standard input and output together only, the shell of each. */
  private static boolean isTerminal(int descriptor) {
    try {
      return new ProcessBuilder("sh", "-c", "test -t " + descriptor)
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return System.console() != null; // no shell, as on Windows
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** These, as if nobody watched. */
  Streams unwatched() {
    return new Streams(in, out, err, false, false);
  }

  /** Writes a line of results and hands it on at once. */
  void print(String line) {
    out.println(line);
    out.flush();
  }
}
