package io.summarizer.data;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses gzip data of one or more members (RFC 1952).
 *
 * <p>The JDK's {@code GZIPInputStream} takes a second member whose header is damaged for the end of
 * the data, and so cuts it silently. Here whatever follows a member must be a member.
 */
final class GzipInput extends InputStream {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private int limit;
  private boolean inMember;
  private boolean closed;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (inMember || startMember()) {
      int count = inflate(target, offset, length);
      if (count > 0) {
        checksum.update(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      inflater.end();
      in.close();
    }
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(target, offset, length);
      position = limit - inflater.getRemaining();
      if (count == 0 && !inflater.finished()) {
        if (inflater.needsDictionary()) {
          throw damaged("it asks for a dictionary", null);
        }
        requireInput();
        inflater.setInput(buffer, position, limit - position);
      }
      return count;
    } catch (DataFormatException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  /** Reads a member's header; returns false at the end of the data. */
  private boolean startMember() throws IOException {
    if (!hasInput()) {
      return false;
    }
    if (next() != 0x1F || next() != 0x8B) {
      throw damaged("what follows a part is not another", null);
    }
    int method = next();
    int flags = next();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw damaged("method " + method + " with flags " + flags + " is unknown", null);
    }
    skip(6); // time, extra flags, system
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(buffer, position, limit - position);
    checksum.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    long size = inflater.getBytesWritten() & 0xFFFF_FFFFL;
    if (nextInt() != checksum.getValue() || nextInt() != size) {
      throw damaged("its checksum does not match", null);
    }
    inMember = false;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // a name or comment that nobody asks for
    }
  }

  private long nextInt() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  @CanIgnoreReturnValue
  private int next() throws IOException {
    requireInput();
    return buffer[position++] & 0xFF;
  }

  private void requireInput() throws IOException {
    if (!hasInput()) {
      throw new EOFException("its gzip data is cut off; fetch or write the file again");
    }
  }

  private boolean hasInput() throws IOException {
    while (position == limit) {
      int count = in.read(buffer);
      if (count < 0) {
        return false;
      }
      position = 0;
      limit = count;
    }
    return true;
  }

  private static IOException damaged(@Nullable String how, @Nullable Exception e) {
    return Damage.of("its gzip data is damaged (" + how + ")", e);
  }
}
