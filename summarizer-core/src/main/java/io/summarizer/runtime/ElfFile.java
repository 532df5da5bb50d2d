package io.summarizer.runtime;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A shared library of 64-bit Linux, as far as it tells which others it needs; see <a
 * href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">the format</a>.
 */
final class ElfFile {
  private static final int MAGIC = 0x464c457f;
  private static final int HEADER_BYTES = 64;
  private static final int PROGRAM_HEADERS_AT = 32;
  private static final int PROGRAM_HEADER_SIZE_AT = 54;
  private static final int PROGRAM_HEADER_COUNT_AT = 56;
  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final long NEEDED = 1;
  private static final long STRING_TABLE = 5;
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_TABLE = 1 << 20;

  private ElfFile() {}

  private record Segment(int type, long offset, long address, long size) {}

  /**
   * The names of the libraries that one needs, in its order.
   *
   * @throws IOException if it cannot be read or is no 64-bit little-endian ELF file
   */
  static List<String> needed(Path library) throws IOException {
    try (FileChannel file = FileChannel.open(library, StandardOpenOption.READ)) {
      ByteBuffer header = read(file, 0, HEADER_BYTES);
      boolean is64LittleEndian = header.get(4) == 2 && header.get(5) == 1;
      if (header.getInt(0) != MAGIC || !is64LittleEndian) {
        throw new IOException(library + ": expected a 64-bit ELF library");
      }
      List<Segment> segments = segments(file, header);
      List<String> names = new ArrayList<>();
      for (Segment dynamic : segments) {
        if (dynamic.type == DYNAMIC) {
          names.addAll(names(file, dynamic, segments));
        }
      }
      return names;
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new IOException(library + ": is cut off or damaged", e);
    }
  }

  private static List<Segment> segments(FileChannel file, ByteBuffer header) throws IOException {
    int size = Short.toUnsignedInt(header.getShort(PROGRAM_HEADER_SIZE_AT));
    int count = Short.toUnsignedInt(header.getShort(PROGRAM_HEADER_COUNT_AT));
    ByteBuffer table = read(file, header.getLong(PROGRAM_HEADERS_AT), (long) size * count);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i * size;
      segments.add(
          new Segment(
              table.getInt(at),
              table.getLong(at + 8),
              table.getLong(at + 16),
              table.getLong(at + 32)));
    }
    return segments;
  }

  private static List<String> names(FileChannel file, Segment dynamic, List<Segment> segments)
      throws IOException {
    ByteBuffer entries = read(file, dynamic.offset, dynamic.size);
    long strings = 0;
    List<Long> places = new ArrayList<>();
    while (entries.remaining() >= 2 * Long.BYTES) {
      long tag = entries.getLong();
      long value = entries.getLong();
      if (tag == NEEDED) {
        places.add(value);
      } else if (tag == STRING_TABLE) {
        strings = offset(value, segments);
      }
    }
    List<String> names = new ArrayList<>();
    for (long place : places) {
      names.add(text(read(file, strings + place, LONGEST_NAME)));
    }
    return names;
  }

  /** Where in the file an address of the loaded library lies. */
  private static long offset(long address, List<Segment> segments) throws IOException {
    return segments.stream()
        .filter(s -> s.type == LOAD && address >= s.address && address < s.address + s.size)
        .mapToLong(s -> address - s.address + s.offset)
        .findFirst()
        .orElseThrow(() -> new IOException("no segment holds the address " + address));
  }

  private static String text(ByteBuffer bytes) {
    int end = 0;
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate().limit(end)).toString();
  }

  /** Up to {@code length} bytes; fewer at the end of the file, and no more than any table has. */
  private static ByteBuffer read(FileChannel file, long from, long length) throws IOException {
    if (from < 0 || length < 0) {
      throw new IOException("an offset of " + from + " and a length of " + length);
    }
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.min(length, LONGEST_TABLE)).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {
      // read on
    }
    return buffer.flip();
  }
}
