package io.summarizer.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads examples from an opened CSV file. */
final class CsvExampleReader implements ExampleReader {
  /** More than a record may have, with what is read ahead, so that the source limits it. */
  private static final int MAX_FIELD_SIZE = 2 * Utf8Reader.MAX_RECORD_LENGTH;

  private static final Pattern DELIMITER = Pattern.compile("[,;|\t]");
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

  private static final int ABSENT = -1;

  private final Path path;
  private final char delimiter;
  private final Utf8Reader source;
  private final CloseableIterator<CsvRecord> rows;
  private final int columns;
  private final int articleColumn;
  private final int summaryColumn;
  private final int idColumn;
  private final List<Integer> referenceColumns;
  private long rowNumber;

  private CsvExampleReader(Path path, FieldNames fields, char delimiter, Utf8Reader source) {
    this.path = path;
    this.delimiter = delimiter;
    this.source = source;
    this.rows = rows(delimiter, source).iterator();
    List<String> header = header(fields);
    this.columns = header.size();
    this.articleColumn = column(header, fields.article());
    this.summaryColumn = column(header, fields.summary());
    this.idColumn = column(header, fields.id());
    this.referenceColumns = fields.references().stream().map(name -> column(header, name)).toList();
  }

  /** Opens a file and reads its header. */
  static CsvExampleReader open(Path path, FieldNames fields, char delimiter) {
    Utf8Reader source = Utf8Reader.open(path);
    try {
      return new CsvExampleReader(path, fields, delimiter, source);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  @Override
  public @Nullable Example read() {
    source.startRecord();
    CsvRecord row = nextRow();
    if (row == null) {
      return null;
    }
    rowNumber++;
    requireUtf8(row);
    if (row.getFieldCount() != columns) {
      throw new DataException(
          new BadRecord(
              path.toString(),
              "line " + row.getStartingLineNumber(),
              String.format(
                  Locale.ROOT,
                  "the row has %d fields where the header has %d; "
                      + "quote fields that hold %s or a line break",
                  row.getFieldCount(),
                  columns,
                  delimiter())));
    }
    String id = field(row, idColumn);
    return new Example(
        id.isBlank() ? Long.toString(rowNumber) : id,
        row.getField(articleColumn),
        field(row, summaryColumn),
        referenceColumns.stream().map(row::getField).filter(text -> !text.isBlank()).toList());
  }

  private void requireUtf8(CsvRecord row) {
    source.requireUtf8UpToLine(
        () ->
            row.getStartingLineNumber()
                + row.getFields().stream()
                    .mapToLong(field -> LINE_BREAK.matcher(field).results().count())
                    .sum());
  }

  private static String field(CsvRecord row, int column) {
    return column == ABSENT ? "" : row.getField(column);
  }

  @Override
  public void close() {
    source.close();
  }

  private static CsvReader<CsvRecord> rows(char delimiter, Utf8Reader source) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        // Without this an open quote swallows the rest of the file and passes as one long field.
        .allowUnclosedQuote(false)
        // We count the fields ourselves, to name the file and the remedy.
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(MAX_FIELD_SIZE)
        .build(
            CsvRecordHandler.of(
                options -> options.maxFieldSize(MAX_FIELD_SIZE).maxRecordSize(MAX_FIELD_SIZE)),
            source);
  }

  private List<String> header(FieldNames fields) {
    CsvRecord header = nextRow();
    if (header == null) {
      throw new DataException(
          path + " is empty; expected a header that names the fields, then one row per example");
    }
    requireUtf8(header);
    List<String> names = header.getFields();
    if (names.size() == 1 && DELIMITER.matcher(names.get(0)).find()) {
      throw new DataException(
          path
              + ": the header, read as separated by "
              + delimiter()
              + ", is one field, "
              + FieldNames.quoted(names)
              + "; save the file with commas as .csv or with tabs as .tsv, or set the option"
              + " delimiter to what separates its fields");
    }
    fields.requireIn(names, path + ": the header, read as separated by " + delimiter() + ",");
    return names;
  }

  private int column(List<String> header, @Nullable String name) {
    if (name == null) {
      return ABSENT;
    }
    if (Collections.frequency(header, name) > 1) {
      throw new DataException(
          path + ": the header names the field '" + name + "' more than once; rename one of them");
    }
    return header.indexOf(name);
  }

  private @Nullable CsvRecord nextRow() {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (CsvParseException e) {
      if (e.getCause() instanceof DataException unreadable) {
        throw unreadable;
      }
      throw new DataException(path + " is not valid CSV: " + e.getMessage(), e);
    }
  }

  private String delimiter() {
    return delimiter == '\t' ? "tabs" : "'" + delimiter + "'";
  }
}
