package io.summarizer.data.parquet;

import java.nio.ByteBuffer;

/** Integers in as many bytes as they need, seven bits in each, the lowest first (ULEB128). */
final class Varint {
  private Varint() {}

  /** Reads an integer without a sign. */
  static long read(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedPage("it has an integer of more than 64 bits");
  }

  /** Reads an integer with a sign, which is its lowest bit (zigzag). */
  static long readSigned(ByteBuffer in) {
    long value = read(in);
    return (value >>> 1) ^ -(value & 1);
  }
}
