package io.summarizer.hub;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern of file names as {@code huggingface_hub} takes it, Python's {@code fnmatch}: {@code *}
 * is any text, slashes included; {@code ?} one character; {@code [abc]} one of these; {@code
 * [!abc]} none of these; a slash at the end means all below.
 */
final class GlobPattern {
  private final String glob;
  private final Pattern regex;

  GlobPattern(String glob) {
    if (glob.isEmpty()) {
      throw new IllegalArgumentException("file pattern: expected a name or a pattern, got none");
    }
    this.glob = glob;
    this.regex = Pattern.compile(regex(glob.endsWith("/") ? glob + "*" : glob), Pattern.DOTALL);
  }

  static List<GlobPattern> of(List<String> globs) {
    return globs.stream().map(GlobPattern::new).toList();
  }

  boolean matches(String name) {
    return regex.matcher(name).matches();
  }

  boolean hasWildcards() {
    return glob.chars().anyMatch(c -> "*?[".indexOf(c) >= 0) || glob.endsWith("/");
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      // A ] right after [ or [! belongs to the set.
      int first = glob.startsWith("[!", i) ? i + 2 : i + 1;
      int close = c == '[' ? glob.indexOf(']', first + 1) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (close >= 0) {
        String set = glob.substring(first, close).replaceAll("([\\\\\\[\\]&^])", "\\\\$1");
        regex.append(first == i + 2 ? "[^" : "[").append(set).append(']');
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
      i++;
    }
    return regex.toString();
  }

  @Override
  public String toString() {
    return glob;
  }
}
