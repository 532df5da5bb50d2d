package io.summarizer.examples.quickstart;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds a directory for results that harms none that are there. */
public final class FreeDirectory {
  private FreeDirectory() {}

  /** The path itself if it is free, else the first free one of path-2, path-3 and so on. */
  public static Path like(Path path) {
    Path candidate = path;
    for (int number = 2; !isFree(candidate); number++) {
      candidate = path.resolveSibling(path.getFileName() + "-" + number);
    }
    return candidate;
  }

  /**
   * Makes a directory.
   *
   * @throws CheckpointException if it holds files, is a file, or cannot be made
   */
  public static Path create(Path directory) {
    if (!isFree(directory)) {
      throw new CheckpointException(
          directory, "is not empty; name another directory with --output, or delete it");
    }
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be made", e);
    }
  }

  private static boolean isFree(Path path) {
    if (!Files.isDirectory(path)) {
      return Files.notExists(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new CheckpointException(path, "cannot be read", e);
    }
  }
}
