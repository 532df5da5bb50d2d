package io.summarizer.hub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a file or a revision, with {@code /} between its parts, that stays below the folder
 * it is resolved against on every operating system.
 */
record RelativePath(String name) {
  private static final int MAX_LENGTH = 1024;
  private static final Pattern DRIVE = Pattern.compile("(^|.*/)[A-Za-z]:.*", Pattern.DOTALL);

  /** A name that the user gave. */
  static RelativePath of(String option, String name) {
    Optional<String> problem = problem(name);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(
          option
              + ": expected a path inside the repository, got '"
              + printable(name)
              + "', which "
              + problem.get());
    }
    return new RelativePath(name);
  }

  /** A name that the hub gave. */
  static RelativePath ofHub(RepositoryId repository, String name) {
    Optional<String> problem = problem(name);
    if (problem.isPresent()) {
      throw new HubException(
          HubException.Reason.REFUSED,
          repository
              + ": lists a file '"
              + printable(name)
              + "', which "
              + problem.get()
              + "; such a name could reach outside of the cache, so nothing is downloaded. Do not"
              + " use this repository, or leave the file out");
    }
    return new RelativePath(name);
  }

  private static Optional<String> problem(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return Optional.of("has " + name.length() + " characters instead of 1 to " + MAX_LENGTH);
    }
    if (name.indexOf('\\') >= 0) {
      return Optional.of("has a backslash");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("has a control character");
    }
    if (DRIVE.matcher(name).matches()) {
      return Optional.of("has the letter of a drive");
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return Optional.of("has an empty part, '.' or '..'");
      }
    }
    return Optional.empty();
  }

  /** A text of unknown origin for a message: one line, not long. */
  static String printable(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }

  Path below(Path folder) {
    Path path = folder;
    for (String part : name.split("/")) {
      path = path.resolve(part);
    }
    return path;
  }

  /** As part of an address whose slashes separate. */
  String encoded() {
    return Stream.of(name.split("/")).map(RelativePath::encode).collect(Collectors.joining("/"));
  }

  /** As one segment of an address. */
  String encodedWhole() {
    return encode(name);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return name;
  }
}
