package io.summarizer.rouge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tab-separated files that the scripts in {@code src/test/python} write. */
final class Goldens {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private Goldens() {}

  static List<String[]> rows(String file) {
    try (InputStream in = Objects.requireNonNull(Goldens.class.getResourceAsStream(file), file)) {
      String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return content.lines().map(line -> line.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String unescape(String field) {
    return ESCAPE.matcher(field).replaceAll(m -> Matcher.quoteReplacement(character(m.group(1))));
  }

  private static String character(String hex) {
    return String.valueOf((char) Integer.parseInt(hex, 16));
  }
}
