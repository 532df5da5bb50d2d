package io.summarizer.data;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;

/**
 * Writes Parquet files: the pages by Apache's own column writers, which know every encoding and
 * nesting, and around them headers and a footer that a test can make wrong.
 */
final class ParquetWriter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  CompressionCodec codec = CompressionCodec.UNCOMPRESSED;
  WriterVersion version = WriterVersion.PARQUET_1_0;
  boolean dictionary = true;
  boolean checksums;
  int rowsPerPage = 20_000;
  int rowsPerGroup = Integer.MAX_VALUE;
  Consumer<PageHeader> spoilPage = header -> {};
  Consumer<FileMetaData> spoilFooter = metadata -> {};

  private final MessageType schema;
  private final List<Group> rows = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A writer of files with a schema, as in {@code message m { optional binary id (UTF8); }}. */
  ParquetWriter(String schema) {
    this.schema = MessageTypeParser.parseMessageType(schema);
  }

  /** A writer of the given examples. */
  static ParquetWriter of(List<Example> examples) {
    var writer =
        new ParquetWriter(
            "message m { optional binary id (UTF8); optional binary article (UTF8);"
                + " optional binary highlights (UTF8); }");
    examples.forEach(e -> writer.row(e.id(), e.article(), e.summary()));
    return writer;
  }

  /** Adds a row with a text in each field. */
  void row(String... values) {
    row(
        row -> {
          for (int i = 0; i < values.length; i++) {
            row.add(i, values[i]);
          }
        });
  }

  /** Adds a row. */
  void row(Consumer<Group> fill) {
    Group row = new SimpleGroup(schema);
    fill.accept(row);
    rows.add(row);
  }

  void write(Path file) throws IOException {
    out.reset();
    out.writeBytes(MAGIC);
    List<RowGroup> groups = new ArrayList<>();
    for (int start = 0; start < rows.size(); start += Math.min(rowsPerGroup, rows.size())) {
      groups.add(
          rowGroup(rows.subList(start, (int) Math.min((long) start + rowsPerGroup, rows.size()))));
    }
    var metadata = new FileMetaData(1, elements(), rows.size(), groups);
    spoilFooter.accept(metadata);
    int start = out.size();
    Util.writeFileMetaData(metadata, out);
    out.writeBytes(littleEndian(out.size() - start));
    out.writeBytes(MAGIC);
    Files.write(file, out.toByteArray());
  }

  private RowGroup rowGroup(List<Group> group) throws IOException {
    Map<ColumnDescriptor, Pages> pages = new HashMap<>();
    ParquetProperties properties =
        ParquetProperties.builder()
            .withWriterVersion(version)
            .withDictionaryEncoding(dictionary)
            .withPageRowCountLimit(rowsPerPage)
            .withMinRowCountForPageSizeCheck(1)
            .build();
    try (ColumnWriteStore store =
        properties.newColumnWriteStore(
            schema, column -> pages.computeIfAbsent(column, Pages::new))) {
      var writer =
          new GroupWriter(new ColumnIOFactory().getColumnIO(schema).getRecordWriter(store), schema);
      group.forEach(writer::write);
      store.flush();
    }
    List<ColumnChunk> chunks = new ArrayList<>();
    for (ColumnDescriptor column : schema.getColumns()) {
      chunks.add(pages.computeIfAbsent(column, Pages::new).chunk());
    }
    return new RowGroup(chunks, out.size(), group.size());
  }

  /** The schema as the footer lists it, with each field's group and annotation. */
  private List<SchemaElement> elements() {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement("m").setNum_children(schema.getFieldCount()));
    schema.getFields().forEach(field -> addElements(field, elements));
    return elements;
  }

  private static void addElements(Type type, List<SchemaElement> elements) {
    var element = new SchemaElement(type.getName());
    element.setRepetition_type(FieldRepetitionType.valueOf(type.getRepetition().name()));
    if (type.getOriginalType() != null) {
      element.setConverted_type(ConvertedType.valueOf(type.getOriginalType().name()));
    }
    elements.add(element);
    if (type.isPrimitive()) {
      element.setType(physicalType(type));
    } else {
      element.setNum_children(type.asGroupType().getFieldCount());
      type.asGroupType().getFields().forEach(field -> addElements(field, elements));
    }
  }

  private static org.apache.parquet.format.Type physicalType(Type type) {
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> org.apache.parquet.format.Type.BYTE_ARRAY;
      case INT32 -> org.apache.parquet.format.Type.INT32;
      case INT64 -> org.apache.parquet.format.Type.INT64;
      case DOUBLE -> org.apache.parquet.format.Type.DOUBLE;
      case BOOLEAN -> org.apache.parquet.format.Type.BOOLEAN;
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private byte[] compress(byte[] bytes) throws IOException {
    return switch (codec) {
      case SNAPPY -> compress(new SnappyCompressor(), bytes);
      case ZSTD -> compress(new ZstdCompressor(), bytes);
      case LZ4_RAW -> compress(new Lz4Compressor(), bytes);
      case LZ4 -> hadoopLz4(bytes);
      case GZIP -> gzip(bytes);
      default -> bytes;
    };
  }

  private static byte[] compress(Compressor compressor, byte[] bytes) {
    byte[] packed = new byte[compressor.maxCompressedLength(bytes.length)];
    return Arrays.copyOf(
        packed, compressor.compress(bytes, 0, bytes.length, packed, 0, packed.length));
  }

  /** Two frames, so that a reader which expects one fails. */
  private static byte[] hadoopLz4(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    int middle = bytes.length / 2;
    for (byte[] half :
        List.of(Arrays.copyOf(bytes, middle), Arrays.copyOfRange(bytes, middle, bytes.length))) {
      byte[] block = compress(new Lz4Compressor(), half);
      packed.writeBytes(ByteBuffer.allocate(8).putInt(half.length).putInt(block.length).array());
      packed.writeBytes(block);
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static org.apache.parquet.format.Encoding format(Encoding encoding) {
    return org.apache.parquet.format.Encoding.valueOf(encoding.name());
  }

  /** The pages of one column in one row group. */
  private final class Pages implements PageWriter {
    private final ColumnDescriptor column;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private byte[] dictionaryPage = {};
    private long values;

    Pages(ColumnDescriptor column) {
      this.column = column;
    }

    /** Writes the pages into the file. */
    ColumnChunk chunk() {
      int start = out.size();
      out.writeBytes(dictionaryPage);
      int dataStart = out.size();
      out.writeBytes(data.toByteArray());
      var metadata =
          new ColumnMetaData(
              physicalType(column.getPrimitiveType()),
              List.of(),
              List.of(column.getPath()),
              codec,
              values,
              out.size() - start,
              out.size() - start,
              dataStart);
      if (dataStart > start) {
        metadata.setDictionary_page_offset(start);
      }
      return new ColumnChunk(start).setMeta_data(metadata);
    }

    private byte[] page(PageHeader header, byte[] levels, byte[] bytes) throws IOException {
      byte[] packed = compress(bytes);
      header.setUncompressed_page_size(levels.length + bytes.length);
      header.setCompressed_page_size(levels.length + packed.length);
      if (checksums) {
        CRC32 crc = new CRC32();
        crc.update(levels);
        crc.update(packed);
        header.setCrc((int) crc.getValue());
      }
      spoilPage.accept(header);
      var page = new ByteArrayOutputStream();
      Util.writePageHeader(header, page);
      page.writeBytes(levels);
      page.writeBytes(packed);
      return page.toByteArray();
    }

    @Override
    public void writePage(
        BytesInput bytes,
        int valueCount,
        int rowCount,
        Statistics<?> statistics,
        SizeStatistics sizes,
        GeospatialStatistics geometries,
        Encoding repetition,
        Encoding definition,
        Encoding encoding)
        throws IOException {
      values += valueCount;
      PageHeader header =
          new PageHeader(PageType.DATA_PAGE, 0, 0)
              .setData_page_header(
                  new DataPageHeader(
                      valueCount, format(encoding), format(definition), format(repetition)));
      data.writeBytes(page(header, new byte[0], bytes.toByteArray()));
    }

    @Override
    public void writePageV2(
        int rowCount,
        int nullCount,
        int valueCount,
        BytesInput repetition,
        BytesInput definition,
        Encoding encoding,
        BytesInput bytes,
        Statistics<?> statistics,
        SizeStatistics sizes,
        GeospatialStatistics geometries)
        throws IOException {
      values += valueCount;
      PageHeader header =
          new PageHeader(PageType.DATA_PAGE_V2, 0, 0)
              .setData_page_header_v2(
                  new DataPageHeaderV2(
                      valueCount,
                      nullCount,
                      rowCount,
                      format(encoding),
                      (int) definition.size(),
                      (int) repetition.size()));
      data.writeBytes(
          page(
              header,
              BytesInput.concat(repetition, definition).toByteArray(),
              bytes.toByteArray()));
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
      PageHeader header =
          new PageHeader(PageType.DICTIONARY_PAGE, 0, 0)
              .setDictionary_page_header(
                  new DictionaryPageHeader(page.getDictionarySize(), format(page.getEncoding())));
      dictionaryPage = page(header, new byte[0], page.getBytes().toByteArray());
    }

    @Override
    public long getMemSize() {
      return data.size();
    }

    @Override
    public long allocatedSize() {
      return data.size();
    }

    @Override
    public String memUsageString(String prefix) {
      return prefix;
    }

    @Override
    public void writePage(
        BytesInput bytes,
        int valueCount,
        Statistics<?> statistics,
        Encoding repetition,
        Encoding definition,
        Encoding encoding) {
      throw superseded();
    }

    @Override
    public void writePage(
        BytesInput bytes,
        int valueCount,
        int rowCount,
        Statistics<?> statistics,
        Encoding repetition,
        Encoding definition,
        Encoding encoding) {
      throw superseded();
    }

    @Override
    public void writePageV2(
        int rowCount,
        int nullCount,
        int valueCount,
        BytesInput repetition,
        BytesInput definition,
        Encoding encoding,
        BytesInput bytes,
        Statistics<?> statistics) {
      throw superseded();
    }

    private static UnsupportedOperationException superseded() {
      return new UnsupportedOperationException("a method with further parameters is called");
    }
  }
}
