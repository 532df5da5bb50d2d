package io.summarizer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lists directories. */
final class Directories {
  private Directories() {}

  /**
   * Returns the entries of a directory that are wanted, in the order of their names.
   *
   * @throws DataException if there is no such directory or it cannot be listed
   */
  static List<Path> list(Path directory, Predicate<Path> wanted) {
    if (!Files.isDirectory(directory)) {
      throw new DataException(
          directory
              + (Files.exists(directory) ? " is a file" : " does not exist")
              + "; expected a directory, so check the path, which stands for "
              + directory.toAbsolutePath());
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(wanted).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw SourceFile.unreadable(directory, e);
    }
  }
}
