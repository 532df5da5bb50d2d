package io.summarizer.data.parquet;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;

/** Reads the pages of a column in one row group, one at a time. */
final class PageReader {
  /** The largest header, as the C++ implementation has it: headers may hold extreme values. */
  private static final int MAX_HEADER_SIZE = 1 << 24;

  private final Place place;
  private final ChunkStream in;
  private final Column column;
  private final Decompressor decompressor;
  private @Nullable Dictionary dictionary;
  private int number;

  PageReader(Place place, ChunkStream in, Column column, Decompressor decompressor) {
    this.place = place;
    this.in = in;
    this.column = column;
    this.decompressor = decompressor;
  }

  /**
   * Returns the next page with entries.
   *
   * @throws io.summarizer.data.DataException if there is none, or it is damaged
   */
  Page next() {
    while (in.remaining() > 0) {
      number++;
      Place here = place.in("page " + number);
      try {
        Page page = read(here);
        if (page != null && page.size() > 0) {
          return page;
        }
      } catch (MalformedPage e) {
        throw here.unreadable(e);
      } catch (BufferUnderflowException e) {
        throw here.unreadable(new MalformedPage("it ends too early", e));
      }
    }
    throw place.damaged("it ends before all the values that the footer counts");
  }

  /** Reads a page; returns null if it is one without entries of the column. */
  private @Nullable Page read(Place here) {
    PageHeader header = header();
    int size = header.getCompressed_page_size();
    if (size < 0 || size > in.remaining() || header.getUncompressed_page_size() < 0) {
      throw new MalformedPage(
          String.format(
              Locale.ROOT,
              "its header claims %,d bytes, unpacked %,d, where the column has %,d left",
              size,
              header.getUncompressed_page_size(),
              in.remaining()));
    }
    if (header.getType() == PageType.INDEX_PAGE) {
      in.pass(size);
      return null;
    }
    byte[] body = in.take(size);
    requireChecksum(header, body);
    if (header.isSetDictionary_page_header()) {
      readDictionary(header, header.getDictionary_page_header(), body);
      return null;
    }
    if (header.isSetData_page_header()) {
      return page(here, header, header.getData_page_header(), body);
    }
    if (header.isSetData_page_header_v2()) {
      return page(here, header, header.getData_page_header_v2(), body);
    }
    throw new MalformedPage("its header does not say what it holds");
  }

  private PageHeader header() {
    try {
      return BoundedThrift.pageHeader(in, (int) Math.min(MAX_HEADER_SIZE, in.remaining()));
    } catch (MalformedPage e) {
      throw new MalformedPage("its header cannot be read: " + e.finding(), e.remedy(), e);
    }
  }

  private static void requireChecksum(PageHeader header, byte[] body) {
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(body);
      if ((int) crc.getValue() != header.getCrc()) {
        throw new MalformedPage("its bytes do not have the checksum in its header");
      }
    }
  }

  private void readDictionary(PageHeader header, DictionaryPageHeader kind, byte[] body) {
    if (dictionary != null) {
      throw new MalformedPage("it is a second dictionary");
    }
    if (kind.getEncoding() != Encoding.PLAIN && kind.getEncoding() != Encoding.PLAIN_DICTIONARY) {
      throw new MalformedPage("its dictionary has the encoding " + kind.getEncoding());
    }
    byte[] unpacked =
        decompressor.decompress(body, 0, body.length, header.getUncompressed_page_size());
    dictionary = new Dictionary(column.content(), littleEndian(unpacked), kind.getNum_values());
  }

  /** A page of the first version: levels, each after its length, and values, packed together. */
  private Page page(Place here, PageHeader header, DataPageHeader kind, byte[] body) {
    ByteBuffer unpacked =
        littleEndian(
            decompressor.decompress(body, 0, body.length, header.getUncompressed_page_size()));
    IntSupplier repetition =
        levels(unpacked, column.maxRepetition(), kind.getRepetition_level_encoding());
    IntSupplier definition =
        levels(unpacked, column.maxDefinition(), kind.getDefinition_level_encoding());
    return page(here, kind.getNum_values(), repetition, definition, kind.getEncoding(), unpacked);
  }

  private static IntSupplier levels(ByteBuffer in, int max, Encoding encoding) {
    if (max == 0) {
      return () -> 0;
    }
    if (encoding != Encoding.RLE) {
      throw new MalformedPage(
          "its levels have the encoding " + encoding + ", which is not read here",
          "write the file again with a newer program",
          null);
    }
    return levels(in, max, in.getInt());
  }

  /** A page of the second version: levels as they are, then values, which may be packed. */
  private Page page(Place here, PageHeader header, DataPageHeaderV2 kind, byte[] body) {
    ByteBuffer in = littleEndian(body);
    IntSupplier repetition =
        levels(in, column.maxRepetition(), kind.getRepetition_levels_byte_length());
    IntSupplier definition =
        levels(in, column.maxDefinition(), kind.getDefinition_levels_byte_length());
    int size = header.getUncompressed_page_size() - in.position();
    if (size < 0) {
      throw new MalformedPage("its levels are longer than the page");
    }
    Decompressor packing = kind.isIs_compressed() ? decompressor : Decompressor.UNCOMPRESSED;
    byte[] unpacked = packing.decompress(body, in.position(), in.remaining(), size);
    return page(
        here,
        kind.getNum_values(),
        repetition,
        definition,
        kind.getEncoding(),
        littleEndian(unpacked));
  }

  private static IntSupplier levels(ByteBuffer in, int max, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new MalformedPage(
          "its levels claim " + length + " bytes where it has " + in.remaining());
    }
    ByteBuffer levels = in.duplicate().limit(in.position() + length);
    in.position(in.position() + length);
    return max == 0 ? () -> 0 : RunLengthDecoder.levels(levels, max);
  }

  private Page page(
      Place here,
      int size,
      IntSupplier repetition,
      IntSupplier definition,
      Encoding encoding,
      ByteBuffer in) {
    if (size < 0) {
      throw new MalformedPage("it claims " + size + " values");
    }
    // A page of nulls may have no bytes at all, not even those that an encoding begins with.
    Values values =
        in.hasRemaining()
            ? Values.of(encoding, column.content(), in, dictionary)
            : () -> {
              throw new MalformedPage("it has fewer values than it announces");
            };
    return new Page(here, size, repetition, definition, values);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
