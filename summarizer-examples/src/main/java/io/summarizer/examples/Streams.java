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
 */
record Streams(InputStream in, PrintStream out, PrintStream err, boolean interactive) {
  /** Those of this process. Results are UTF-8 whatever the locale says. */
  static Streams ofProcess() {
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
            false,
            StandardCharsets.UTF_8);
    return new Streams(System.in, out, System.err, isErrTerminal());
  }

  /** Java 17 can ask this of standard input and output together only, the shell of each. */
  private static boolean isErrTerminal() {
    try {
      return new ProcessBuilder("sh", "-c", "test -t 2")
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

  /** Writes a line of results and hands it on at once. */
  void print(String line) {
    out.println(line);
    out.flush();
  }
}
