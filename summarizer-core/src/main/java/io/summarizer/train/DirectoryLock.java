package io.summarizer.train;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into an output directory, which one run of all processes has. The system takes
 * it back when a process dies; the file stays, since deleting it would let two runs lock different
 * files of the same name.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = ".lock";

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the right.
   *
   * @throws CheckpointException if another run has it
   */
  static DirectoryLock acquire(Path directory) {
    try {
      FileChannel channel =
          FileChannel.open(
              directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new CheckpointException(
            directory, "another run is writing there; wait for it, or choose another directory");
      }
      return new DirectoryLock(directory, channel);
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be locked", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this process has it
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be unlocked", e);
    }
  }
}
