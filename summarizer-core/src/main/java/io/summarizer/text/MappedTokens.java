package io.summarizer.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tokenized data set in a {@link TokenFile} that is mapped into memory: the system's page cache
 * holds what is used, the heap nothing.
 *
 * <p>A buffer covers less than 2 GiB, so the file is mapped in pieces. Piece i begins at i times
 * the stride and is two strides long: whatever begins in a stride is whole in one piece.
 *
 * <p>Java 17 has no way to end a mapping. {@link #close} forgets the buffers, and the garbage
 * collector unmaps them; until then the file keeps its place on the disk, and Windows does not
 * delete it.
 */
final class MappedTokens implements TokenizedDataset {
  /** So long may the id and the tokens of an example be; 512 MiB. */
  private static final int STRIDE = 1 << 29;

  /** Bytes of the report before the ids. */
  private static final int REPORT_NUMBERS = 4 * Long.BYTES;

  private final Path file;
  private final int stride;
  private final int bytesPerToken;
  private final String key;
  private final int size;
  private final long index;
  private final Report report;
  private volatile ByteBuffer @Nullable [] pieces;

  private MappedTokens(Path file, FileChannel channel, int stride) throws IOException {
    this.file = file;
    this.stride = stride;
    long bytes = channel.size();
    this.pieces = map(channel, bytes, stride);
    this.bytesPerToken = intAt(TokenFile.MAGIC.length + Integer.BYTES);
    long trailer = bytes - TokenFile.TRAILER_BYTES;
    this.key = HexFormat.of().formatHex(bytesAt(trailer, TokenFile.KEY_BYTES));
    long numbers = trailer + TokenFile.KEY_BYTES;
    this.index = longAt(numbers);
    this.size = intAt(numbers + 2 * Long.BYTES);
    long reported = longAt(numbers + Long.BYTES);
    check(reported, trailer);
    this.report = reportAt(reported, trailer);
  }

  /** The checksum tells accidents; what is forged must not lead out of the file either. */
  private void check(long reported, long trailer) throws TokenFile.DamagedException {
    boolean placed =
        (bytesPerToken == Short.BYTES || bytesPerToken == Integer.BYTES)
            && size >= 0
            && index >= TokenFile.HEADER_BYTES
            && reported <= trailer - REPORT_NUMBERS - Integer.BYTES
            && index == reported - (long) TokenFile.ENTRY_BYTES * size;
    for (int i = 0; placed && i < size; i++) {
      long entry = entry(i);
      long id = longAt(entry);
      int idBytes = intAt(entry + Long.BYTES);
      long source = (long) sourceLength(i) * bytesPerToken;
      long target = (long) targetLength(i) * bytesPerToken;
      placed =
          id >= TokenFile.HEADER_BYTES
              && id < index
              && idBytes >= 0
              && source > 0
              && target > 0
              && Math.max(idBytes, Math.max(source, target)) <= stride
              && idBytes + source + target <= index - id;
    }
    if (!placed) {
      throw new TokenFile.DamagedException("its parts are not where they should be");
    }
  }

  /**
   * Opens a file, after checking every byte of it.
   *
   * @throws TokenFile.DamagedException if it is not as it was written
   */
  static MappedTokens open(Path file) throws IOException {
    return open(file, STRIDE);
  }

  /** As above, with pieces of two strides. */
  static MappedTokens open(Path file, int stride) throws IOException {
    TokenFile.verify(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new MappedTokens(file, channel, stride);
    }
  }

  private static ByteBuffer[] map(FileChannel channel, long size, int stride) throws IOException {
    List<ByteBuffer> pieces = new ArrayList<>();
    for (long start = 0; start < size; start += stride) {
      long length = Math.min(2L * stride, size - start);
      pieces.add(channel.map(MapMode.READ_ONLY, start, length).order(ByteOrder.LITTLE_ENDIAN));
    }
    return pieces.toArray(ByteBuffer[]::new);
  }

  /** Returns the key under which the file was written. */
  String key() {
    return key;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public TokenizedExample get(int index) {
    long entry = entry(index);
    long id = longAt(entry);
    int idBytes = intAt(entry + Long.BYTES);
    int sources = sourceLength(index);
    long source = id + idBytes;
    return new TokenizedExample(
        new String(bytesAt(id, idBytes), StandardCharsets.UTF_8),
        tokensAt(source, sources),
        tokensAt(source + (long) sources * bytesPerToken, targetLength(index)));
  }

  @Override
  public int sourceLength(int index) {
    return intAt(entry(index) + Long.BYTES + Integer.BYTES);
  }

  @Override
  public int targetLength(int index) {
    return intAt(entry(index) + Long.BYTES + 2 * Integer.BYTES);
  }

  @Override
  public Report report() {
    return report;
  }

  @Override
  public void close() {
    pieces = null;
  }

  private long entry(int example) {
    return index + (long) TokenFile.ENTRY_BYTES * Objects.checkIndex(example, size);
  }

  private Report reportAt(long position, long end) throws TokenFile.DamagedException {
    long at = position + REPORT_NUMBERS + Integer.BYTES;
    List<String> dropped = new ArrayList<>();
    for (int left = intAt(position + REPORT_NUMBERS); left > 0; left--) {
      int length = at + Integer.BYTES <= end ? intAt(at) : -1;
      if (length < 0 || length > end - at - Integer.BYTES) {
        throw new TokenFile.DamagedException("its report goes on beyond its end");
      }
      dropped.add(new String(bytesAt(at + Integer.BYTES, length), StandardCharsets.UTF_8));
      at += Integer.BYTES + length;
    }
    return new Report(
        longAt(position),
        longAt(position + Long.BYTES),
        dropped,
        longAt(position + 2 * Long.BYTES),
        longAt(position + 3 * Long.BYTES));
  }

  private int[] tokensAt(long position, int count) {
    ByteBuffer piece = piece(position);
    int at = offset(position);
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] =
          bytesPerToken == Short.BYTES
              ? Short.toUnsignedInt(piece.getShort(at + i * Short.BYTES))
              : piece.getInt(at + i * Integer.BYTES);
    }
    return tokens;
  }

  private byte[] bytesAt(long position, int count) {
    byte[] bytes = new byte[count];
    piece(position).get(offset(position), bytes);
    return bytes;
  }

  private int intAt(long position) {
    return piece(position).getInt(offset(position));
  }

  private long longAt(long position) {
    return piece(position).getLong(offset(position));
  }

  private int offset(long position) {
    return (int) (position % stride);
  }

  private ByteBuffer piece(long position) {
    ByteBuffer[] open = pieces;
    if (open == null) {
      throw new IllegalStateException(
          "The tokens in " + file + " are closed. Close them after their last use.");
    }
    return open[(int) (position / stride)];
  }
}
