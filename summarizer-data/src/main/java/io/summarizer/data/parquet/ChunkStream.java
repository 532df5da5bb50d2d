package io.summarizer.data.parquet;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of one column in one row group, read forwards through a small buffer. */
final class ChunkStream extends InputStream {
  private static final int BUFFER_SIZE = 1 << 16;

  private final FileBytes file;
  private final long end;
  private final ByteBuffer buffer;
  private long position;

  /** A stream over the bytes from start to end, both of which must lie in the file. */
  ChunkStream(FileBytes file, long start, long end) {
    this.file = file;
    this.position = start;
    this.end = end;
    this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER_SIZE, end - start)).limit(0);
  }

  /** How many bytes are left. */
  long remaining() {
    return end - position + buffer.remaining();
  }

  @Override
  public int read() {
    return buffer.hasRemaining() || fill() ? buffer.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!buffer.hasRemaining() && !fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  /** Reads the next bytes, of which so many must be left. */
  byte[] take(int length) {
    byte[] bytes = Memory.allocate(length);
    int buffered = Math.min(length, buffer.remaining());
    buffer.get(bytes, 0, buffered);
    file.read(position, ByteBuffer.wrap(bytes, buffered, length - buffered));
    position += length - buffered;
    return bytes;
  }

  /** Passes over the next bytes, of which so many must be left. */
  void pass(int length) {
    int buffered = Math.min(length, buffer.remaining());
    buffer.position(buffer.position() + buffered);
    position += length - buffered;
  }

  private boolean fill() {
    if (position == end) {
      return false;
    }
    buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
    file.read(position, buffer);
    position += buffer.position();
    buffer.flip();
    return true;
  }
}
