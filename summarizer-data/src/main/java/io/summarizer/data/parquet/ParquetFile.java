package io.summarizer.data.parquet;

import io.summarizer.data.DataException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

/** An open Parquet file. */
public final class ParquetFile implements AutoCloseable {
  private final FileBytes file;
  private final Schema schema;
  private final List<RowGroup> rowGroups;
  private final long rowCount;

  private ParquetFile(FileBytes file) {
    this.file = file;
    FileMetaData metadata = Footer.read(file);
    this.schema = new Schema(metadata.getSchema(), file.place());
    this.rowGroups = metadata.getRow_groups();
    this.rowCount = metadata.getNum_rows();
    for (RowGroup rowGroup : rowGroups) {
      if (rowGroup.getColumnsSize() != schema.leaves()) {
        throw file.place()
            .damaged(
                "a row group has "
                    + rowGroup.getColumnsSize()
                    + " columns where the schema has "
                    + schema.leaves());
      }
    }
  }

  /**
   * Opens a file and reads its footer.
   *
   * @throws DataException if it cannot be read, or is encrypted or damaged
   */
  public static ParquetFile open(Path path) {
    FileBytes file = FileBytes.open(path);
    try {
      return new ParquetFile(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The number of rows, as the footer counts them. */
  public long rowCount() {
    return rowCount;
  }

  /** The size of the file in bytes. */
  public long size() {
    return file.size();
  }

  /** The names of the fields that a row has. */
  public List<String> fields() {
    return schema.fields().stream().map(Field::name).toList();
  }

  /**
   * Returns the values of a field that is a string, from the first row on.
   *
   * @throws DataException if it is of another type
   */
  public ParquetColumn texts(String field) {
    return column(field, true, false, "a string");
  }

  /**
   * Returns the values of a field that is a string or a list of strings, from the first row on.
   *
   * @throws DataException if it is of another type
   */
  public ParquetColumn textLists(String field) {
    return column(field, true, true, "a string or a list of strings");
  }

  /**
   * Returns the values of a field that is a string or an integer, from the first row on.
   *
   * @throws DataException if it is of another type
   */
  public ParquetColumn identifiers(String field) {
    return column(field, false, false, "a string or an integer");
  }

  private ParquetColumn column(String name, boolean onlyText, boolean list, String expected) {
    Field field = schema.field(name);
    Column column = Column.of(field);
    if (column == null
        || (onlyText && column.content() != Content.TEXT)
        || (!list && column.isList())) {
      throw file.place()
          .unusable(
              "the field '" + name + "' must be " + expected + ", but is " + field.describe(),
              "name another field, or write it as that");
    }
    return new ParquetColumn(file, rowGroups, column);
  }

  @Override
  public void close() {
    file.close();
  }
}
