package io.summarizer.data;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds files by a path in which {@code *} and the like may stand for several. */
final class FilePattern {
  private static final String WILDCARDS = "*?[{";

  private FilePattern() {}

  /**
   * Returns the files and directories that a pattern stands for, in the order of their paths. The
   * wildcards are those of {@link java.nio.file.FileSystem#getPathMatcher}'s globs; where there is
   * a file of that very name, it is meant. Directories that are links are not searched, and pipes
   * and devices, which may have no end, must be named themselves.
   *
   * @throws DataException if it is no path, or there are wildcards but they match nothing
   */
  static List<Path> expand(String pattern) {
    try {
      return expandValid(pattern);
    } catch (InvalidPathException e) {
      throw new DataException("'" + pattern + "' is no path: " + e.getReason(), e);
    }
  }

  private static List<Path> expandValid(String pattern) {
    String portable = pattern.replace(File.separatorChar, '/');
    int wildcard = firstWildcard(portable);
    if (wildcard < 0 || isFile(pattern)) {
      return List.of(Path.of(pattern));
    }
    int start = portable.lastIndexOf('/', wildcard) + 1;
    Path folder = Path.of(portable.substring(0, start));
    String names = portable.substring(start);
    List<Path> found = Files.isDirectory(folder) ? find(folder, names, pattern) : List.of();
    if (found.isEmpty()) {
      throw new DataException(pattern + " matches no file; " + contents(folder));
    }
    return found;
  }

  private static int firstWildcard(String path) {
    int first = 0;
    while (first < path.length() && WILDCARDS.indexOf(path.charAt(first)) < 0) {
      first++;
    }
    return first < path.length() ? first : -1;
  }

  /** On Windows, no file can have a name with such characters, nor a path. */
  private static boolean isFile(String pattern) {
    return File.separatorChar == '/' && Files.exists(Path.of(pattern));
  }

  private static List<Path> find(Path folder, String names, String pattern) {
    int depth =
        names.contains("**")
            ? Integer.MAX_VALUE
            : 1 + (int) names.chars().filter(c -> c == '/').count();
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + names);
      return paths
          .filter(path -> !path.equals(folder) && matcher.matches(folder.relativize(path)))
          .filter(path -> !SourceFile.isSpecial(path))
          .sorted()
          .toList();
    } catch (PatternSyntaxException e) {
      throw new DataException(pattern + " is no valid pattern: " + e.getDescription(), e);
    } catch (IOException | UncheckedIOException e) {
      throw SourceFile.unreadable(folder, e);
    }
  }

  private static String contents(Path folder) {
    Path absolute = folder.toAbsolutePath();
    if (!Files.isDirectory(folder)) {
      return "there is no directory " + absolute;
    }
    List<String> names =
        Directories.list(folder, path -> true).stream()
            .map(path -> String.valueOf(path.getFileName()))
            .toList();
    return absolute + " has " + FieldNames.quoted(names);
  }
}
