package io.summarizer.data.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Texts of which each one is written as the length of the start that it shares with the one before,
 * and the rest (DELTA_BYTE_ARRAY).
 */
final class DeltaTexts implements Values {
  private final DeltaIntegers shared;
  private final DeltaLengthTexts rests;
  private byte[] text = new byte[0];

  DeltaTexts(ByteBuffer in) {
    this.shared = new DeltaIntegers(in.duplicate());
    new DeltaIntegers(in).passAll();
    this.rests = new DeltaLengthTexts(in);
  }

  @Override
  public String next() {
    int start = (int) shared.next();
    int rest = rests.nextLength();
    if (start < 0 || start > text.length) {
      throw new MalformedPage(
          "it has a text that shares " + start + " bytes with one of " + text.length);
    }
    text = Arrays.copyOf(text, start + rest);
    rests.bytes().get(text, start, rest);
    return Utf8.decode(text, 0, text.length);
  }
}
