package io.summarizer.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * Passes zstd data on, after a look at the sizes that each frame and block claims.
 *
 * <p>The library holds as much in memory as a frame's window, whatever that is, unless a block is
 * compressed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1">RFC 8878, 3.1.1</a>
 */
final class ZstdFrames extends InputStream {
  /** 8 MiB, which every decoder is to support and no level needs more than. */
  static final long MAX_WINDOW = 1 << 23;

  private static final int MAX_BLOCK = 1 << 17;
  private static final int MAGIC = 0xFD2FB528;
  private static final int MAGIC_SIZE = Integer.BYTES;
  private static final int BLOCK_HEADER_SIZE = 3;
  private static final int CHECKSUM_SIZE = 4;
  private static final int RLE_BLOCK = 1;

  /** What is wrong with a frame that may be sound. */
  static final class RefusedException extends ZipException {
    private static final long serialVersionUID = 1L;

    RefusedException(String problem) {
      super(problem);
    }
  }

  private enum Next {
    DESCRIPTOR,
    FRAME_HEADER,
    BLOCK_HEADER,
    BLOCK
  }

  private final InputStream in;
  private final ByteBuffer header = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
  private Next next = Next.DESCRIPTOR;
  private int leftInBlock;
  private boolean lastBlock;
  private boolean hasChecksum;

  ZstdFrames(InputStream in) {
    this.in = in;
    expect(Next.DESCRIPTOR, MAGIC_SIZE + 1);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    int position = offset;
    while (position < offset + count) {
      if (next == Next.BLOCK) {
        int passed = Math.min(leftInBlock, offset + count - position);
        position += passed;
        leftInBlock -= passed;
        endBlock();
      } else {
        header.put(target[position++]);
        if (!header.hasRemaining()) {
          readHeader();
        }
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void expect(Next part, int size) {
    next = part;
    header.clear().limit(size);
  }

  private void readHeader() throws IOException {
    switch (next) {
      case DESCRIPTOR -> readDescriptor();
      case FRAME_HEADER -> readFrameHeader();
      case BLOCK_HEADER -> readBlockHeader();
      case BLOCK -> throw new IllegalStateException("a block has no header of its own");
    }
  }

  private void readDescriptor() throws IOException {
    if (header.getInt(0) != MAGIC) {
      throw new IOException("what follows a part is not another");
    }
    int descriptor = header.get(MAGIC_SIZE);
    next = Next.FRAME_HEADER;
    header.limit(
        header.limit()
            + (isSingleSegment() ? 0 : 1)
            + ((1 << (descriptor & 3)) >> 1)
            + contentSizeWidth(descriptor));
    hasChecksum = (descriptor & 4) != 0;
  }

  private boolean isSingleSegment() {
    return (header.get(MAGIC_SIZE) & 0x20) != 0;
  }

  private int contentSizeWidth(int descriptor) {
    int flag = (descriptor >>> 6) & 3;
    return flag == 0 ? isSingleSegment() ? 1 : 0 : 1 << flag;
  }

  /** A frame of a single segment has its whole content for a window. */
  private void readFrameHeader() throws IOException {
    long window = isSingleSegment() ? contentSize() : window(header.get(MAGIC_SIZE + 1));
    if (Long.compareUnsigned(window, MAX_WINDOW) > 0) {
      throw new RefusedException(
          String.format(
              Locale.ROOT,
              "its zstd data needs a window of %s bytes, but at most %,d are taken;"
                  + " compress it again without --ultra and --long",
              Long.toUnsignedString(window),
              MAX_WINDOW));
    }
    expect(Next.BLOCK_HEADER, BLOCK_HEADER_SIZE);
  }

  private long contentSize() {
    int width = contentSizeWidth(header.get(MAGIC_SIZE));
    int start = header.limit() - width;
    return switch (width) {
      case 1 -> header.get(start) & 0xFF;
      case 2 -> (header.getShort(start) & 0xFFFF) + 256;
      case 4 -> header.getInt(start) & 0xFFFF_FFFFL;
      default -> header.getLong(start);
    };
  }

  private static long window(byte descriptor) {
    long base = 1L << (10 + ((descriptor & 0xFF) >>> 3));
    return base + base / 8 * (descriptor & 7);
  }

  private void readBlockHeader() throws IOException {
    int block = (header.getShort(0) & 0xFFFF) | (header.get(2) & 0xFF) << 16;
    int size = block >>> 3;
    if (size > MAX_BLOCK) {
      throw new IOException("a block claims " + size + " bytes");
    }
    boolean repeated = (block >>> 1 & 3) == RLE_BLOCK;
    lastBlock = (block & 1) != 0;
    leftInBlock = (repeated ? 1 : size) + (lastBlock && hasChecksum ? CHECKSUM_SIZE : 0);
    next = Next.BLOCK;
    endBlock();
  }

  private void endBlock() {
    if (leftInBlock == 0 && lastBlock) {
      expect(Next.DESCRIPTOR, MAGIC_SIZE + 1);
    } else if (leftInBlock == 0) {
      expect(Next.BLOCK_HEADER, BLOCK_HEADER_SIZE);
    }
  }
}
