package io.summarizer.tokens;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The format of a file of tokenized examples. Numbers are little-endian and whole; nothing is
 * aligned.
 *
 * <pre>
 * header     8 bytes  {@link #MAGIC}
 *            int32    {@link #VERSION}
 *            int32    bytes to a token id: 2 if every id fits, else 4; both unsigned
 * records    of each example: its id in UTF-8, the source ids, the target ids
 * index      of each example: int64 where its record begins, int32 bytes of its id,
 *            int32 source ids, int32 target ids
 * report     int64 rows read, rows dropped, sources truncated, targets truncated;
 *            int32 how many ids of dropped rows follow, each as int32 bytes and UTF-8
 * trailer   32 bytes  the key, see {@link CacheKey}
 *            int64    where the index begins
 *            int64    where the report begins
 *            int32    examples
 *            int32    CRC-32C of all bytes before it
 * </pre>
 *
 * <p>Everything that is known only at the end stands at the end, so that a file is written in one
 * go. Two bytes to an id, which T5's 32,128 tokens allow, halve the file and what the system's page
 * cache needs to hold it.
 */
final class TokenFile {
  static final byte[] MAGIC = {'T', 'O', 'K', 'E', 'N', 'S', '\r', '\n'};
  static final int VERSION = 1;
  static final int HEADER_BYTES = MAGIC.length + 2 * Integer.BYTES;
  static final int ENTRY_BYTES = Long.BYTES + 3 * Integer.BYTES;
  static final int KEY_BYTES = 32;
  static final int CHECKSUM_BYTES = Integer.BYTES;
  static final int TRAILER_BYTES = KEY_BYTES + 2 * Long.BYTES + Integer.BYTES + CHECKSUM_BYTES;
  static final int BUFFER_BYTES = 1 << 20;

  /** What is wrong with a file. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String problem) {
      super(problem);
    }
  }

  private TokenFile() {}

  /** The number of bytes that an id takes. */
  static int bytesPerToken(int vocabularySize) {
    return vocabularySize <= 1 << Short.SIZE ? Short.BYTES : Integer.BYTES;
  }

  static ByteBuffer buffer() {
    return ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Checks every byte of a file. It is read rather than mapped: a damaged file is to be replaced,
   * which some systems refuse as long as a mapping of it is left.
   *
   * @throws DamagedException if it is not as it was written
   */
  static void verify(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < HEADER_BYTES + TRAILER_BYTES) {
        throw new DamagedException("it ends after " + size + " bytes");
      }
      ByteBuffer buffer = buffer();
      CRC32C computed = new CRC32C();
      for (long left = size - CHECKSUM_BYTES; left > 0; left -= buffer.limit()) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, left));
        fill(channel, buffer);
        if (left == size - CHECKSUM_BYTES) {
          verifyHeader(buffer);
        }
        computed.update(buffer);
      }
      fill(channel, buffer.clear().limit(CHECKSUM_BYTES));
      if (buffer.getInt() != (int) computed.getValue()) {
        throw new DamagedException("its checksum does not match its content");
      }
    }
  }

  private static void verifyHeader(ByteBuffer start) throws DamagedException {
    byte[] magic = new byte[MAGIC.length];
    start.get(0, magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new DamagedException("it does not begin as such a file does");
    }
    int version = start.getInt(MAGIC.length);
    if (version != VERSION) {
      throw new DamagedException("expected version " + VERSION + " of the format, got " + version);
    }
  }

  private static void fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new DamagedException("it became shorter while it was read");
      }
    }
    buffer.flip();
  }
}
