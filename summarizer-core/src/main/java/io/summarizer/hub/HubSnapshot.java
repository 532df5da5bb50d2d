package io.summarizer.hub;

import java.nio.file.Path;
import java.util.List;

/**
 * Files of one commit, in a directory of the cache that has the repository's layout.
 *
 * @param directory the directory; beside the requested files it holds what was downloaded of the
 *     same commit before
 * @param commit the commit, 40 hexadecimal digits; {@link HubRepository#revision} takes it, and the
 *     same files are read ever after
 * @param files the requested files, relative to the directory, with {@code /}, sorted
 */
public record HubSnapshot(Path directory, String commit, List<String> files) {
  /** Copies the list. */
  public HubSnapshot {
    files = List.copyOf(files);
  }
}
