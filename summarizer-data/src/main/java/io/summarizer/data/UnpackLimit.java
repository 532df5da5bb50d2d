package io.summarizer.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.ZipException;

/**
 * How much a compressed file may unpack to: 64 MiB, or 200 times what of it was read, whichever is
 * more. Texts unpack to some ten times their size; what goes so far beyond is there to never end.
 */
final class UnpackLimit {
  static final int MAX_RATIO = 200;
  static final long FREE = 1L << 26;

  private UnpackLimit() {}

  /** Whether so much may not come from so much. */
  static boolean isExceeded(long unpacked, long packed) {
    return unpacked > FREE && unpacked / MAX_RATIO > packed;
  }

  /** Decompresses a stream and fails with a {@link ZipException} where it exceeds the limit. */
  static InputStream around(InputStream packed, UnaryOperator<InputStream> decompression) {
    var counted = new CountedInput(packed);
    return new LimitedInput(decompression.apply(counted), counted);
  }

  private static class CountedInput extends FilterInputStream {
    private long count;

    CountedInput(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }

  private static final class LimitedInput extends CountedInput {
    private final CountedInput packed;

    LimitedInput(InputStream in, CountedInput packed) {
      super(in);
      this.packed = packed;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      if (isExceeded(super.count, packed.count)) {
        throw new ZipException(
            String.format(
                Locale.ROOT,
                "it unpacks to more than %,d bytes and %d times its size, as no text does;"
                    + " if it is what you want, unpack it and read that",
                FREE,
                MAX_RATIO));
      }
      return read;
    }
  }
}
