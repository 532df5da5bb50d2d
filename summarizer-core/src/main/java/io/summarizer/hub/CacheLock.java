package io.summarizer.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to download one blob, which one thread of one process has at a time.
 *
 * <p>A file lock tells processes apart but not the threads of one, hence the second lock. The lock
 * file stays: deleting it would let two processes lock different files of the same name.
 */
final class CacheLock implements AutoCloseable {
  private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();
  private static final long POLL_MILLIS = 50;

  private final ReentrantLock threads;
  private final FileChannel channel;

  private CacheLock(ReentrantLock threads, FileChannel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /** Waits until nobody else has it. */
  static CacheLock acquire(Path file) throws IOException, InterruptedException {
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    ReentrantLock threads = IN_THIS_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
    threads.lockInterruptibly();
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (!tryLock(channel)) {
        Thread.sleep(POLL_MILLIS);
      }
      return new CacheLock(threads, channel);
    } catch (IOException | InterruptedException | RuntimeException e) {
      try (FileChannel ignored = channel) {
        throw e;
      } finally {
        threads.unlock();
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another class loader of this process has it
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      threads.unlock();
    }
  }
}
