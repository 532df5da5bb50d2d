package io.summarizer.data.parquet;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** The compressions of pages, all in Java. */
enum Decompressor {
  UNCOMPRESSED(1) {
    @Override
    int unpack(byte[] in, int offset, int length, byte[] out) {
      System.arraycopy(in, offset, out, 0, Math.min(length, out.length));
      return length;
    }
  },
  SNAPPY(32) {
    @Override
    int unpack(byte[] in, int offset, int length, byte[] out) {
      return new SnappyDecompressor().decompress(in, offset, length, out, 0, out.length);
    }
  },
  GZIP(1040) {
    @Override
    int unpack(byte[] in, int offset, int length, byte[] out) throws IOException {
      try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(in, offset, length))) {
        int count = unzipped.readNBytes(out, 0, out.length);
        return unzipped.read() < 0 ? count : count + 1;
      }
    }
  },
  ZSTD(1 << 15) {
    @Override
    int unpack(byte[] in, int offset, int length, byte[] out) {
      return new ZstdDecompressor().decompress(in, offset, length, out, 0, out.length);
    }
  },
  LZ4_RAW(256) {
    @Override
    int unpack(byte[] in, int offset, int length, byte[] out) {
      return new Lz4Decompressor().decompress(in, offset, length, out, 0, out.length);
    }
  },
  /** LZ4 as Hadoop writes it; a few old writers left Hadoop's lengths out. */
  LZ4(256) {
    @Override
    int unpack(byte[] in, int offset, int length, byte[] out) throws IOException {
      return HadoopLz4.isFramed(in, offset, length, out.length)
          ? HadoopLz4.unpack(in, offset, length, out)
          : LZ4_RAW.unpack(in, offset, length, out);
    }
  };

  /** To allow for headers, which tiny pages mostly consist of. */
  private static final int SLACK = 64;

  private final int maxRatio;

  Decompressor(int maxRatio) {
    this.maxRatio = maxRatio;
  }

  /** Returns the decompressor of a codec; it throws DataException where there is none. */
  static Decompressor of(CompressionCodec codec, Place place) {
    return switch (codec) {
      case UNCOMPRESSED -> UNCOMPRESSED;
      case SNAPPY -> SNAPPY;
      case GZIP -> GZIP;
      case ZSTD -> ZSTD;
      case LZ4_RAW -> LZ4_RAW;
      case LZ4 -> LZ4;
      case BROTLI, LZO ->
          throw place.unusable(
              "it is compressed with " + codec + ", which is not read here",
              "write the file again with ZSTD, SNAPPY, GZIP, LZ4 or no compression");
    };
  }

  /**
   * Returns the bytes that were compressed.
   *
   * @param size how many bytes they must be
   * @throws MalformedPage if they are not
   */
  byte[] decompress(byte[] in, int offset, int length, int size) {
    if (size == 0) {
      return new byte[0];
    }
    // No compression makes more of so few bytes, so a false size is found before memory is taken.
    if (size > (long) maxRatio * (length + SLACK)) {
      throw new MalformedPage(
          String.format(
              Locale.ROOT, "%,d bytes of %s are said to unpack to %,d", length, this, size));
    }
    byte[] out = Memory.allocate(size);
    int count = unpackChecked(in, offset, length, out);
    if (count != size) {
      throw new MalformedPage(
          String.format(
              Locale.ROOT, "its %s data do not unpack to the %,d bytes announced", this, size));
    }
    return out;
  }

  private int unpackChecked(byte[] in, int offset, int length, byte[] out) {
    try {
      return unpack(in, offset, length, out);
    } catch (IOException | RuntimeException e) {
      throw new MalformedPage("its " + this + " data cannot be unpacked: " + e.getMessage(), e);
    }
  }

  /** Fills out and returns how many bytes there were; fails in whatever way the library does. */
  abstract int unpack(byte[] in, int offset, int length, byte[] out) throws IOException;
}
