package io.summarizer.data.parquet;

import java.nio.ByteBuffer;

/**
 * Decodes integers that are written as differences, in blocks that have a least difference and are
 * divided into miniblocks, each of which packs what its differences have above that into bits.
 *
 * @see <a
 *     href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#DELTAENC">DELTA_BINARY_PACKED</a>
 */
final class DeltaIntegers {
  private final ByteBuffer in;
  private final int miniblocks;
  private final long miniblockSize;
  private final byte[] widths;
  private long left;
  private long value;
  private long leastDelta;
  private int miniblock;
  private long leftInMiniblock;
  private BitReader bits;
  private boolean started;

  DeltaIntegers(ByteBuffer in) {
    this.in = in;
    long blockSize = Varint.read(in);
    long miniblocks = Varint.read(in);
    this.left = Varint.read(in);
    this.value = Varint.readSigned(in);
    // Each block lists as many widths as it has miniblocks, so an honest number is small.
    boolean sound =
        blockSize > 0
            && blockSize <= Integer.MAX_VALUE
            && miniblocks > 0
            && miniblocks <= blockSize
            && (miniblocks <= in.remaining() || left <= 1)
            && blockSize % (miniblocks * Byte.SIZE) == 0
            && left >= 0
            && left <= Integer.MAX_VALUE;
    if (!sound) {
      throw new MalformedPage("its header of delta encoding makes no sense");
    }
    this.miniblocks = (int) miniblocks;
    this.miniblockSize = blockSize / miniblocks;
    this.widths = new byte[left <= 1 ? 0 : this.miniblocks];
    this.miniblock = this.miniblocks;
    this.bits = new BitReader(in);
  }

  long next() {
    if (left == 0) {
      throw new MalformedPage("it has fewer values than it announces");
    }
    left--;
    if (!started) {
      started = true;
      return value;
    }
    if (leftInMiniblock == 0) {
      startMiniblock();
      bits = new BitReader(in);
    }
    leftInMiniblock--;
    value += leastDelta + bits.read(widths[miniblock]);
    return value;
  }

  /** Passes over what has not been read, all of it; the buffer is at the end then. */
  void passAll() {
    for (long passed = 1; passed < left; passed += miniblockSize) {
      startMiniblock();
      long size = miniblockSize * widths[miniblock] / Byte.SIZE;
      if (size > in.remaining()) {
        throw new MalformedPage("it ends within its integers");
      }
      in.position(in.position() + (int) size);
    }
  }

  private void startMiniblock() {
    miniblock++;
    if (miniblock >= miniblocks) {
      leastDelta = Varint.readSigned(in);
      in.get(widths);
      miniblock = 0;
    }
    if (widths[miniblock] < 0 || widths[miniblock] > Long.SIZE) {
      throw new MalformedPage("its integers have " + widths[miniblock] + " bits");
    }
    leftInMiniblock = miniblockSize;
  }
}
