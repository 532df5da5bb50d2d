package io.summarizer.train;

import io.summarizer.CheckpointException;
import io.summarizer.error.Remedy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write into an output directory, which one run of all processes has. The system takes
 * it back when a process dies; the file stays, since deleting it would let two runs lock different
 * files of the same name.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = ".lock";

  /**
   * Those of this process. Opening a file that another thread has locked, and closing it, would
   * give its lock back on POSIX systems.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Path held;
  private final FileChannel channel;

  private DirectoryLock(Path directory, Path held, FileChannel channel) {
    this.directory = directory;
    this.held = held;
    this.channel = channel;
  }

  /**
   * Takes the right.
   *
   * @throws CheckpointException if another run has it
   */
  static DirectoryLock acquire(Path directory) {
    try {
      Path held = directory.toRealPath();
      if (!HELD.add(held)) {
        throw taken(directory);
      }
      try {
        return new DirectoryLock(directory, held, lock(directory));
      } catch (IOException | RuntimeException e) {
        HELD.remove(held);
        throw e;
      }
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be locked", e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw taken(directory);
      }
      return channel;
    } catch (OverlappingFileLockException e) { // held through another class loader
      channel.close();
      throw taken(directory);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static CheckpointException taken(Path directory) {
    return new CheckpointException(
        Remedy.RETRY,
        directory,
        "another run is writing there; wait for it, or choose another directory");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be unlocked", e);
    } finally {
      HELD.remove(held);
    }
  }
}
