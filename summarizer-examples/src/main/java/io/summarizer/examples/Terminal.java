package io.summarizer.examples;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terminal that standard error is written to. */
final class Terminal {
  private static final int DEFAULT_COLUMNS = 80;
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

  private Terminal() {}

  /** How many characters a line has; 80 where it cannot be told. */
  static int columns() {
    try {
      // What stty reads from, it measures; standard input may be a file.
      Process stty =
          new ProcessBuilder("sh", "-c", "stty size <&2").redirectError(Redirect.INHERIT).start();
      try (InputStream answer = stty.getInputStream()) {
        return parse(new String(answer.readAllBytes(), StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      return DEFAULT_COLUMNS; // no shell, as on Windows
    }
  }

  static int parse(String size) {
    Matcher matcher = SIZE.matcher(size);
    int columns = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    return columns == 0 ? DEFAULT_COLUMNS : columns;
  }
}
