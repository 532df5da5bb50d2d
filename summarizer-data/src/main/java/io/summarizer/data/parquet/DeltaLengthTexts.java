package io.summarizer.data.parquet;

import java.nio.ByteBuffer;

/** Texts that stand one after another behind their lengths (DELTA_LENGTH_BYTE_ARRAY). */
final class DeltaLengthTexts implements Values {
  private final DeltaIntegers lengths;
  private final ByteBuffer in;

  DeltaLengthTexts(ByteBuffer in) {
    this.lengths = new DeltaIntegers(in.duplicate());
    this.in = in;
    new DeltaIntegers(in).passAll();
  }

  /** Reads the next length, of which as many bytes follow in {@link #bytes()}. */
  int nextLength() {
    return PlainTexts.requireRemaining((int) lengths.next(), in);
  }

  /** The bytes of the texts that have not been read. */
  ByteBuffer bytes() {
    return in;
  }

  @Override
  public String next() {
    return PlainTexts.take(nextLength(), in);
  }
}
