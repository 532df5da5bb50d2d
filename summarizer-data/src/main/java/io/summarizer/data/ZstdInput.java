package io.summarizer.data;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses zstd data of one or more frames (RFC 8878).
 *
 * <p>The library throws what it comes upon; here all damage is an {@link IOException}.
 */
final class ZstdInput extends InputStream {
  private final InputStream in;

  ZstdInput(InputStream in) {
    this.in = new ZstdInputStream(new ZstdFrames(in));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (ZstdFrames.RefusedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Damage.of("its zstd data is damaged or cut off (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
