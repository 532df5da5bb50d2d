package io.summarizer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files that this process holds open, as the Linux kernel lists them. */
final class OpenFiles {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Whether this system lists them. */
  static final boolean AVAILABLE = Files.isDirectory(DESCRIPTORS);

  private OpenFiles() {}

  /** Returns how often the file, or those inside the directory, are open in this process. */
  static long count(Path fileOrDirectory) {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      Path target = fileOrDirectory.toRealPath();
      return descriptors.filter(descriptor -> pointsTo(descriptor, target)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean pointsTo(Path descriptor, Path target) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(target);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
