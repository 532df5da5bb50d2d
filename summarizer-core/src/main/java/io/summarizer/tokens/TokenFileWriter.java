package io.summarizer.tokens;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import io.summarizer.TokenizationReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Writes a {@link TokenFile}: aside under a name of its own, then forced to the storage device and
 * renamed. Several processes may so write the same file, and the last one's stays. On the heap it
 * keeps 20 bytes for each example.
 */
final class TokenFileWriter implements AutoCloseable {
  private static final String TEMPORARY = ".tokens-";

  private final Path temporary;
  private final FileChannel channel;
  private final int bytesPerToken;
  private final ByteBuffer buffer = TokenFile.buffer();
  private final CRC32C checksum = new CRC32C();
  private final ImmutableLongArray.Builder positions = ImmutableLongArray.builder();
  private final ImmutableIntArray.Builder lengths = ImmutableIntArray.builder();
  private long position;
  private int examples;

  /**
   * Begins a file.
   *
   * @param directory where it is going to be; it must exist
   */
  TokenFileWriter(Path directory, int bytesPerToken) throws IOException {
    this.bytesPerToken = bytesPerToken;
    temporary = directory.resolve(TEMPORARY + UUID.randomUUID());
    channel = FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    putBytes(TokenFile.MAGIC);
    putInt(TokenFile.VERSION);
    putInt(bytesPerToken);
  }

  /** Whether a file is one that is, or was, being written. */
  static boolean isTemporary(Path file) {
    return file.getFileName().toString().startsWith(TEMPORARY);
  }

  void add(TokenizedExample example) throws IOException {
    byte[] id = example.id().getBytes(StandardCharsets.UTF_8);
    positions.add(position);
    lengths.add(id.length).add(example.source().length).add(example.target().length);
    examples++;
    putBytes(id);
    putTokens(example.source());
    putTokens(example.target());
  }

  /** Puts the file in its place, complete. */
  void finish(Path file, String key, TokenizationReport report) throws IOException {
    long index = position;
    putIndex(positions.build(), lengths.build());
    long reported = position;
    putReport(report);
    putBytes(HexFormat.of().parseHex(key));
    putLong(index);
    putLong(reported);
    putInt(examples);
    flush();
    room(TokenFile.CHECKSUM_BYTES).putInt((int) checksum.getValue());
    flush();
    channel.force(true);
    channel.close();
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what was written, unless it is finished. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }

  private void putIndex(ImmutableLongArray starts, ImmutableIntArray counts) throws IOException {
    for (int i = 0; i < examples; i++) {
      putLong(starts.get(i));
      putInt(counts.get(3 * i));
      putInt(counts.get(3 * i + 1));
      putInt(counts.get(3 * i + 2));
    }
  }

  private void putReport(TokenizationReport report) throws IOException {
    putLong(report.rowsRead());
    putLong(report.rowsDropped());
    putLong(report.sourcesTruncated());
    putLong(report.targetsTruncated());
    List<String> dropped = report.firstDroppedIds();
    putInt(dropped.size());
    for (String id : dropped) {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      putInt(bytes.length);
      putBytes(bytes);
    }
  }

  private void putTokens(int[] tokens) throws IOException {
    for (int token : tokens) {
      if (bytesPerToken == Short.BYTES) {
        room(Short.BYTES).putShort((short) token);
      } else {
        room(Integer.BYTES).putInt(token);
      }
    }
  }

  private void putBytes(byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      room(1);
      int count = Math.min(buffer.remaining(), bytes.length - at);
      buffer.put(bytes, at, count);
      position += count - 1; // room counted one
      at += count;
    }
  }

  private void putInt(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
  }

  private void putLong(long value) throws IOException {
    room(Long.BYTES).putLong(value);
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    position += bytes;
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    checksum.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
