package io.summarizer.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** How a file of a snapshot stands for a blob. */
enum SnapshotLink {
  /** Relative, so that the cache can be moved. */
  SYMBOLIC {
    @Override
    void create(Path link, Path blob) throws IOException {
      // From the directory of the link, as a link is read: one step up less than from itself.
      Path path = link.relativize(blob);
      Files.createSymbolicLink(link, path.subpath(1, path.getNameCount()));
    }
  },
  /** Where symbolic links need rights that the user lacks, as on Windows. */
  HARD {
    @Override
    void create(Path link, Path blob) throws IOException {
      Files.createLink(link, blob);
    }
  },
  /** Where the file system has no links. */
  COPY {
    @Override
    void create(Path link, Path blob) throws IOException {
      Files.copy(blob, link);
    }
  };

  abstract void create(Path link, Path blob) throws IOException;

  /** The kinds to try, best first. */
  static List<SnapshotLink> kinds(boolean symbolicLinks) {
    return symbolicLinks ? List.of(values()) : List.of(HARD, COPY);
  }

  /** Puts a file in its place at once, of the first kind that is possible there. */
  static void create(Path file, Path blob, List<SnapshotLink> kinds) throws IOException {
    String suffix = String.format(Locale.ROOT, ".%08x.tmp", ThreadLocalRandom.current().nextInt());
    Path aside = file.resolveSibling(file.getFileName() + suffix);
    try {
      createAside(aside, blob, kinds);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static void createAside(Path aside, Path blob, List<SnapshotLink> kinds)
      throws IOException {
    IOException failure = null;
    for (SnapshotLink kind : kinds) {
      try {
        kind.create(aside, blob);
        return;
      } catch (UnsupportedOperationException e) {
        failure = new IOException(e);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure == null ? new IOException("no kind of link to try") : failure;
  }
}
