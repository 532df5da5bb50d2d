package io.summarizer.data.parquet;

import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.jspecify.annotations.Nullable;

/** Reads a column in one row group, row by row. */
final class ChunkReader {
  /** Stands for the repetition level of an entry that has not been looked at. */
  private static final int UNREAD = -1;

  /** The longest list, to stop at what only a damaged file has. */
  private static final int MAX_LIST_LENGTH = 1 << 16;

  /** The longest text, and the most text in a list, in characters; as for a record elsewhere. */
  private static final long MAX_CHARACTERS = 1L << 24;

  private final Place place;
  private final Column column;
  private final PageReader pages;
  private long leftInChunk;
  private @Nullable Page page;
  private int leftInPage;
  private int repetition = UNREAD;

  private ChunkReader(Place place, Column column, PageReader pages, long size) {
    this.place = place;
    this.column = column;
    this.pages = pages;
    this.leftInChunk = size;
  }

  /**
   * Opens a column in one row group.
   *
   * @param rows how many rows the row group has
   */
  static ChunkReader open(
      FileBytes file, Place rowGroup, ColumnChunk chunk, Column column, long rows) {
    Place place = rowGroup.in("column '" + column.name() + "'");
    if (chunk.isSetCrypto_metadata()) {
      throw place.unusable("it is encrypted", "decrypt the file");
    }
    if (chunk.isSetFile_path() || !chunk.isSetMeta_data()) {
      throw place.unusable("its values are in another file", "write all columns into one file");
    }
    ColumnMetaData metadata = chunk.getMeta_data();
    if (column.content().type() != metadata.getType()) {
      throw place.damaged(
          "it is " + metadata.getType() + ", but in the schema " + column.content().type());
    }
    long size = metadata.getNum_values();
    if (column.isList() ? size < rows : size != rows) {
      throw place.damaged("it has " + size + " values for " + rows + " rows");
    }
    Decompressor decompressor = Decompressor.of(metadata.getCodec(), place);
    PageReader pages = new PageReader(place, stream(file, metadata, place), column, decompressor);
    return new ChunkReader(place, column, pages, size);
  }

  private static ChunkStream stream(FileBytes file, ColumnMetaData metadata, Place place) {
    long start = metadata.getData_page_offset();
    // Some writers set 0 for a column without a dictionary.
    if (metadata.getDictionary_page_offset() > 0) {
      start = Math.min(start, metadata.getDictionary_page_offset());
    }
    long length = metadata.getTotal_compressed_size();
    if (start < 0 || length < 0 || length > file.size() - start) {
      throw place.damaged(
          String.format(
              Locale.ROOT,
              "it claims %,d bytes from %,d on, but the file has %,d",
              length,
              start,
              file.size()));
    }
    return new ChunkStream(file, start, start + length);
  }

  /**
   * Returns the values of the next row: those of a list that are not null, else one or, for null,
   * none.
   *
   * @throws MalformedText if one is not UTF-8; the next call returns the row after it
   */
  List<String> nextRow() {
    if (leftInChunk == 0) {
      throw place.damaged("it has fewer rows than its row group");
    }
    try {
      if (peekRepetition() != 0) {
        throw new MalformedPage("it begins a row in the middle of a list");
      }
      return column.isList() ? nextList() : toList(nextEntry());
    } catch (MalformedPage e) {
      throw pagePlace().unreadable(e);
    } catch (BufferUnderflowException e) {
      throw pagePlace().unreadable(new MalformedPage("it ends too early", e));
    }
  }

  /** Checks that no value is left, which the end of the row group means. */
  void requireEnd() {
    if (leftInChunk > 0) {
      throw place.damaged("it has more rows than its row group");
    }
  }

  private List<String> nextList() {
    List<String> values = new ArrayList<>();
    long characters = 0;
    int length = 0;
    MalformedText malformed = null;
    do {
      try {
        String value = nextEntry();
        if (value != null) {
          values.add(value);
          characters += value.length();
        }
      } catch (MalformedText e) {
        malformed = e; // and on to the end of the list, where the next row begins
      }
      if (++length > MAX_LIST_LENGTH || characters > MAX_CHARACTERS) {
        throw new MalformedPage(
            String.format(
                Locale.ROOT,
                "it has a list of more than %,d texts or %,d characters",
                MAX_LIST_LENGTH,
                MAX_CHARACTERS));
      }
    } while (leftInChunk > 0 && peekRepetition() > 0);
    if (malformed != null) {
      throw malformed;
    }
    return values;
  }

  private static List<String> toList(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  private int peekRepetition() {
    if (repetition == UNREAD) {
      repetition = page().repetition().getAsInt();
    }
    return repetition;
  }

  /** Reads an entry, of which the repetition level has been read. */
  private @Nullable String nextEntry() {
    Page current = page();
    repetition = UNREAD;
    leftInPage--;
    leftInChunk--;
    boolean present = current.definition().getAsInt() == column.maxDefinition();
    String value = present ? current.values().next() : null;
    if (value != null && value.length() > MAX_CHARACTERS) {
      throw new MalformedPage(
          String.format(Locale.ROOT, "it has a text of more than %,d characters", MAX_CHARACTERS),
          "split the text",
          null);
    }
    return value;
  }

  private Page page() {
    if (page == null || leftInPage == 0) {
      page = null; // so that there is never more than one page
      page = nextPage();
      leftInPage = page.size();
    }
    return page;
  }

  private Page nextPage() {
    Page next = pages.next();
    if (next.size() > leftInChunk) {
      throw next.place().damaged("it has more values than the footer counts");
    }
    return next;
  }

  private Place pagePlace() {
    return page == null ? place : page.place();
  }
}
