package io.summarizer.model;

import java.util.Collection;
import java.util.stream.Collectors;

/** What a file says, cut and cleaned to be quoted in a message: the file may be hostile. */
final class Excerpt {
  private static final int LENGTH = 100;
  private static final int NAMES = 10;

  private Excerpt() {}

  /** A text on one line, at most 100 characters of it, with ? for control characters. */
  static String of(String text) {
    String start = text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...";
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  /** The first ten names of a list. */
  static String of(Collection<String> names) {
    String start = names.stream().limit(NAMES).map(Excerpt::of).collect(Collectors.joining(", "));
    return names.size() > NAMES
        ? "[" + start + " and " + (names.size() - NAMES) + " more]"
        : "[" + start + "]";
  }
}
