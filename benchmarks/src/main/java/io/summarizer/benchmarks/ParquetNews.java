package io.summarizer.benchmarks;

import com.google.common.collect.Lists;
import com.google.common.io.CountingOutputStream;
import io.airlift.compress.snappy.SnappyCompressor;
import io.summarizer.data.Example;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Writes examples as a Parquet file: three columns of required texts, plain, in Snappy, with a page
 * to each column of a row group.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Apache Parquet, File Format</a>
 */
final class ParquetNews {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROWS_TO_A_GROUP = 1000;
  private static final Map<String, Function<Example, String>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("article", Example::article);
    COLUMNS.put("highlights", Example::summary);
    COLUMNS.put("id", Example::id);
  }

  private final CountingOutputStream out;

  private ParquetNews(OutputStream out) {
    this.out = new CountingOutputStream(out);
  }

  static void write(Path file, List<Example> examples) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new ParquetNews(out).write(examples);
    }
  }

  private void write(List<Example> examples) throws IOException {
    out.write(MAGIC);
    List<RowGroup> groups = new ArrayList<>();
    for (List<Example> rows : Lists.partition(examples, ROWS_TO_A_GROUP)) {
      groups.add(group(rows));
    }
    FileMetaData footer = new FileMetaData(1, schema(), examples.size(), groups);
    long start = out.getCount();
    Util.writeFileMetaData(footer, out);
    out.write(littleEndian((int) (out.getCount() - start)));
    out.write(MAGIC);
  }

  private static List<SchemaElement> schema() {
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("news").setNum_children(COLUMNS.size()));
    for (String column : COLUMNS.keySet()) {
      schema.add(
          new SchemaElement(column)
              .setType(Type.BYTE_ARRAY)
              .setRepetition_type(FieldRepetitionType.REQUIRED)
              .setConverted_type(ConvertedType.UTF8));
    }
    return schema;
  }

  private RowGroup group(List<Example> rows) throws IOException {
    List<ColumnChunk> columns = new ArrayList<>();
    for (Map.Entry<String, Function<Example, String>> column : COLUMNS.entrySet()) {
      columns.add(chunk(column.getKey(), rows.stream().map(column.getValue()).toList()));
    }
    long bytes =
        columns.stream().mapToLong(c -> c.getMeta_data().getTotal_uncompressed_size()).sum();
    return new RowGroup(columns, bytes, rows.size());
  }

  private ColumnChunk chunk(String name, List<String> texts) throws IOException {
    byte[] plain = plain(texts);
    SnappyCompressor snappy = new SnappyCompressor();
    byte[] packed = new byte[snappy.maxCompressedLength(plain.length)];
    int size = snappy.compress(plain, 0, plain.length, packed, 0, packed.length);
    long start = out.getCount();
    PageHeader header = new PageHeader(PageType.DATA_PAGE, plain.length, size);
    header.setData_page_header(
        new DataPageHeader(texts.size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    Util.writePageHeader(header, out);
    int headerBytes = (int) (out.getCount() - start);
    out.write(packed, 0, size);
    return new ColumnChunk(start)
        .setMeta_data(
            new ColumnMetaData(
                Type.BYTE_ARRAY,
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(name),
                CompressionCodec.SNAPPY,
                texts.size(),
                (long) headerBytes + plain.length,
                (long) headerBytes + size,
                start));
  }

  /** Each text behind its length in bytes. */
  private static byte[] plain(List<String> texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(littleEndian(utf8.length));
      bytes.writeBytes(utf8);
    }
    return bytes.toByteArray();
  }

  private static byte[] littleEndian(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }
}
