package io.summarizer.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of numbers in ONNX's byte order, little endian, written through a small buffer. */
final class DataOutput implements AutoCloseable {
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private long written;

  /** A new file. */
  DataOutput(Path file) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** How many bytes there are. */
  long position() {
    return written;
  }

  void write(float[] values) throws IOException {
    for (float value : values) {
      room(Float.BYTES).putFloat(value);
    }
  }

  void write(byte[] values) throws IOException {
    for (byte value : values) {
      room(Byte.BYTES).put(value);
    }
  }

  /** Zeros up to a multiple of {@code bytes}. */
  void align(int bytes) throws IOException {
    while (written % bytes != 0) {
      room(Byte.BYTES).put((byte) 0);
    }
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    written += bytes;
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
    } finally {
      channel.close();
    }
  }
}
