package io.summarizer.data.parquet;

import java.nio.ByteBuffer;

/** Reads integers that are packed into bits, the lowest bit of each byte first. */
final class BitReader {
  private final ByteBuffer in;
  private int current;
  private int bitsLeft;

  /** Reads from the buffer's position on, which moves by whole bytes. */
  BitReader(ByteBuffer in) {
    this.in = in;
  }

  /** Reads an integer of the given width, from 0 to 64 bits. */
  long read(int width) {
    long value = 0;
    for (int count = 0; count < width; ) {
      if (bitsLeft == 0) {
        current = in.get() & 0xFF;
        bitsLeft = Byte.SIZE;
      }
      int taken = Math.min(bitsLeft, width - count);
      value |= (long) (current & ((1 << taken) - 1)) << count;
      current >>>= taken;
      bitsLeft -= taken;
      count += taken;
    }
    return value;
  }
}
