package io.summarizer.data.parquet;

import io.airlift.compress.lz4.Lz4Decompressor;
import java.nio.ByteBuffer;

/**
 * LZ4 in Hadoop's frames, each of which is two lengths (unpacked, packed; 4 bytes, big-endian) and
 * one block. It is what Parquet's codec {@code LZ4} came to mean, though its definition left that
 * open.
 */
final class HadoopLz4 {
  private static final int HEADER_SIZE = 2 * Integer.BYTES;

  private HadoopLz4() {}

  /** Whether the lengths of the frames fit into the data and make up the size. */
  static boolean isFramed(byte[] in, int offset, int length, int size) {
    ByteBuffer frames = ByteBuffer.wrap(in, offset, length);
    long unpacked = 0;
    while (frames.remaining() >= HEADER_SIZE) {
      int frameSize = frames.getInt();
      int blockSize = frames.getInt();
      if (frameSize < 0 || blockSize < 0 || blockSize > frames.remaining()) {
        return false;
      }
      unpacked += frameSize;
      frames.position(frames.position() + blockSize);
    }
    return !frames.hasRemaining() && unpacked == size;
  }

  /** Unpacks data that are framed so, and returns how many bytes there were. */
  static int unpack(byte[] in, int offset, int length, byte[] out) {
    ByteBuffer frames = ByteBuffer.wrap(in, offset, length);
    var lz4 = new Lz4Decompressor();
    int count = 0;
    while (frames.hasRemaining()) {
      int frameSize = frames.getInt();
      int blockSize = frames.getInt();
      count += lz4.decompress(in, frames.position(), blockSize, out, count, frameSize);
      frames.position(frames.position() + blockSize);
    }
    return count;
  }
}
