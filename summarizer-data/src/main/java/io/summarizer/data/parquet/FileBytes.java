package io.summarizer.data.parquet;

import io.summarizer.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An open file that is read at any position. */
final class FileBytes implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private FileBytes(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
  }

  /**
   * Opens a file.
   *
   * @throws DataException if there is none, or it is no regular file or cannot be read
   */
  static FileBytes open(Path path) {
    if (Files.isDirectory(path)) {
      throw new DataException(path + " is a directory; expected a file, so name one inside it");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new DataException(
          path + " is a pipe or a device; Parquet is read from its end, so save it as a file");
    }
    try {
      return new FileBytes(path, FileChannel.open(path));
    } catch (NoSuchFileException e) {
      throw new DataException(
          path + " does not exist; check the path, which stands for " + path.toAbsolutePath(), e);
    } catch (AccessDeniedException e) {
      throw new DataException(path + " may not be read; check its permissions", e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  Place place() {
    return new Place(path.toString());
  }

  /** The size when it was opened. */
  long size() {
    return size;
  }

  /** Fills the target from the position on. */
  void read(long position, ByteBuffer target) {
    long next = position;
    try {
      while (target.hasRemaining()) {
        int count = channel.read(target, next);
        if (count < 0) {
          throw place().damaged("it has become shorter while it was read");
        }
        next += count;
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static DataException unreadable(Path path, IOException e) {
    return new DataException(path + " cannot be read: " + e.getMessage(), e);
  }
}
