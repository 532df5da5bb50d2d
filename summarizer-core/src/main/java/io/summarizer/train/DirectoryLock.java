package io.summarizer.train;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.summarizer.CheckpointException;
import io.summarizer.error.Remedy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write into an output directory, which one run of all processes has. The system takes
 * it back when a process dies; the file stays, since deleting it would let two runs lock different
 * files of the same name. The file holds the number of the process, for the message to others.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = ".lock";

  private static final long LOCKED = Long.MAX_VALUE - 1;
  private static final int MOST_DIGITS = 20;

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
        throw taken(directory, "this process");
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
            directory.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      // One byte beyond the content, which Windows would otherwise let nobody else read.
      if (channel.tryLock(LOCKED, 1, false) == null) {
        throw taken(directory, owner(channel));
      }
      channel.truncate(0);
      channel.write(US_ASCII.encode(String.valueOf(ProcessHandle.current().pid())), 0);
      return channel;
    } catch (OverlappingFileLockException e) { // held through another class loader
      channel.close();
      throw taken(directory, "this process");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Who wrote the file, which may be anything: it lies in a directory of the user's. */
  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MOST_DIGITS);
    channel.read(content, 0);
    String number = US_ASCII.decode(content.flip()).toString();
    return number.matches("[0-9]+") ? "process " + number : "another process";
  }

  private static CheckpointException taken(Path directory, String owner) {
    return new CheckpointException(
        Remedy.RETRY,
        directory,
        "a run of " + owner + " is writing there; wait for it, or choose another directory");
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
