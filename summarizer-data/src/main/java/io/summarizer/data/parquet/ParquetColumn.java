package io.summarizer.data.parquet;

import io.summarizer.data.BadRecord;
import io.summarizer.data.DataException;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/**
 * A column of an open file, read row by row through all row groups.
 *
 * <p>It holds one page at a time: packed and unpacked while it is opened, then unpacked, and the
 * row group's dictionary where there is one.
 */
public final class ParquetColumn {
  private final FileBytes file;
  private final List<RowGroup> rowGroups;
  private final Column column;
  private int nextRowGroup;
  private @Nullable ChunkReader chunk;
  private long leftInRowGroup;
  private long row;
  private List<String> values = List.of();
  private @Nullable MalformedText malformed;

  ParquetColumn(FileBytes file, List<RowGroup> rowGroups, Column column) {
    this.file = file;
    this.rowGroups = rowGroups;
    this.column = column;
  }

  /**
   * Goes on to the next row, which is the first one at first.
   *
   * @throws DataException if the file is damaged there, or in a form that is not read
   * @throws NoSuchElementException if there is no further row
   */
  public void advance() {
    ChunkReader current = chunk();
    row++;
    leftInRowGroup--;
    try {
      values = current.nextRow();
      malformed = null;
    } catch (MalformedText e) {
      malformed = e;
    }
    if (leftInRowGroup == 0) {
      current.requireEnd();
    }
  }

  /**
   * Returns what the row has, integers in decimal: of a list the values that are not null, of any
   * other field one value, or none where it is null.
   *
   * @throws DataException if a text is not UTF-8, which does not keep from going on
   */
  public List<String> values() {
    if (malformed == null) {
      return values;
    }
    throw new DataException(
        new BadRecord(
            file.place().name(),
            "row " + row,
            String.format(
                Locale.ROOT,
                "the field '%s' must be UTF-8, but the byte 0x%02X is not part of it; "
                    + "write the file again with its texts in UTF-8",
                column.name(),
                malformed.culprit())),
        malformed);
  }

  private ChunkReader chunk() {
    ChunkReader current = chunk;
    while (current == null || leftInRowGroup == 0) {
      if (nextRowGroup == rowGroups.size()) {
        throw new NoSuchElementException("all rows have been read");
      }
      RowGroup rowGroup = rowGroups.get(nextRowGroup++);
      leftInRowGroup = rowGroup.getNum_rows();
      if (leftInRowGroup > 0) {
        Place place = file.place().in("row group " + nextRowGroup);
        current =
            ChunkReader.open(
                file,
                place,
                rowGroup.getColumns().get(column.index()),
                column,
                rowGroup.getNum_rows());
        chunk = current;
      }
    }
    return current;
  }
}
