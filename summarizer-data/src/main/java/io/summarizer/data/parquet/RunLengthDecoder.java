package io.summarizer.data.parquet;

import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/**
 * Decodes small integers that are written as runs, either of one value or of values packed into
 * bits: levels and positions in a dictionary.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">RLE</a>
 */
final class RunLengthDecoder implements IntSupplier {
  private final ByteBuffer in;
  private final int width;
  private long left;
  private int value;
  private BitReader packed;
  private boolean isPacked;

  /**
   * Decodes bytes to their end.
   *
   * @param width the bits of a packed value, from 0 to 32
   */
  RunLengthDecoder(ByteBuffer in, int width) {
    if (width < 0 || width > Integer.SIZE) {
      throw new MalformedPage("its integers have " + width + " bits");
    }
    this.in = in;
    this.width = width;
    this.packed = new BitReader(in);
  }

  /** Decodes levels from 0 to the given one. */
  static IntSupplier levels(ByteBuffer in, int max) {
    var levels = new RunLengthDecoder(in, Integer.SIZE - Integer.numberOfLeadingZeros(max));
    return () -> {
      int level = levels.next();
      if (level > max) {
        throw new MalformedPage("it has a level of " + level + " where " + max + " is the highest");
      }
      return level;
    };
  }

  @Override
  public int getAsInt() {
    return next();
  }

  int next() {
    while (left == 0) {
      startRun();
    }
    left--;
    return isPacked ? (int) packed.read(width) : value;
  }

  private void startRun() {
    long header = Varint.read(in);
    if (header < 0 || header > 0xFFFF_FFFFL) {
      throw new MalformedPage("it has a run of " + Long.toUnsignedString(header >>> 1) + " values");
    }
    isPacked = (header & 1) == 1;
    if (isPacked) {
      left = (header >>> 1) * Byte.SIZE;
      packed = new BitReader(in);
    } else {
      left = header >>> 1;
      value = (int) new BitReader(in).read((width + 7) / Byte.SIZE * Byte.SIZE);
    }
  }
}
