package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnCryptoMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.EncryptionWithFooterKey;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of files that are broken or lie: a {@link DataException}, and never more memory. */
class ParquetDamageTest {
  private static final String DAMAGED = "; the file is damaged, so copy or write it again";
  private static final String NOT_PARQUET =
      "; it is no Parquet file or only a part of one, so copy or write it again";

  private static final int FLIPPED_FILES = 200;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("news");
  }

  @Test
  void fileCutAnywhere_isRefused() throws IOException {
    for (String name : List.of("news-zstd-v2.parquet", "lists-default.parquet")) {
      Files.write(file(), Files.readAllBytes(ParquetGoldenTest.file(name)));
      try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
        for (long length = channel.size() - 1; length >= 0; length--) {
          channel.truncate(length);
          assertThat(refusal()).as("%s cut to %d bytes", name, length).isNotNull();
        }
      }
    }
  }

  /** Reads the file; returns what came of it, or null if it was read to its end. */
  private @Nullable DataException refusal() {
    try {
      read();
      return null;
    } catch (DataException e) {
      assertThat(e).hasMessageStartingWith(file().toString());
      return e;
    }
  }

  /** The seed makes a failure repeatable; any other must pass too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "news-uncompressed.parquet",
        "news-snappy.parquet",
        "news-gzip.parquet",
        "news-zstd-v2.parquet",
        "news-lz4.parquet",
        "news-delta.parquet",
        "news-delta-length.parquet",
        "news-small-pages-v2.parquet",
        "int64-ids-delta.parquet",
        "nulls-v2.parquet",
        "lists-small-pages.parquet",
      })
  @Timeout(120)
  void fileWithFlippedBits_isReadOrRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(ParquetGoldenTest.file(name));
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < FLIPPED_FILES; i++) {
      byte[] spoilt = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file(), spoilt);
      long before = allocatedBytes();
      if (refusal() != null) {
        refused++;
      }
      assertThat(allocatedBytes() - before).as("bytes allocated").isLessThan(1L << 28);
    }
    assertThat(refused).isBetween(1, FLIPPED_FILES - 1);
  }

  @Test
  void everyFlippedBitOfAPage_isFoundByItsChecksum() throws IOException {
    ParquetWriter writer = ParquetWriter.of(FileDatasetContract.numbered(3));
    writer.checksums = true;
    writer.write(file());
    byte[] whole = Files.readAllBytes(file());
    int position = new String(whole, StandardCharsets.ISO_8859_1).indexOf("Article 2");
    whole[position] ^= 1;
    Files.write(file(), whole);
    assertRefused(
        ", row group 1, column 'article', page 1: its bytes do not have the checksum in its header"
            + DAMAGED);
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void fileOfAnotherFormat_isRefused() throws IOException {
    Files.writeString(file(), "id,article,highlights\n");
    assertRefused(": it does not start with PAR1" + NOT_PARQUET);
    Files.writeString(file(), "PAR1");
    assertRefused(": it does not start with PAR1" + NOT_PARQUET);
    Files.writeString(file(), "PAR1 and then something else");
    assertRefused(": it does not end with PAR1" + NOT_PARQUET);
    Files.writeString(file(), "");
    assertRefused(" is empty; expected a Parquet file");
  }

  @Test
  void encryptedFooter_isNamed() throws IOException {
    Files.writeString(file(), "PAREnobody may read thisPARE");
    assertRefused(": its footer is encrypted; decrypt the file");
  }

  @Test
  void footerOfAbsurdLength_isRefused() throws IOException {
    for (int length : new int[] {-1, Integer.MIN_VALUE, 0, 5, Integer.MAX_VALUE}) {
      writeFooter(new byte[4], length);
      assertRefused(
          String.format(
                  Locale.ROOT,
                  ": its footer claims %,d bytes, but the file has 16",
                  Integer.toUnsignedLong(length))
              + DAMAGED);
    }
  }

  @Test
  void footerThatIsLargerThanAny_isRefused() throws IOException {
    writeFooter(new byte[(1 << 26) + 1]);
    assertRefused(
        ": its footer has 67,108,865 bytes, but at most 67,108,864 are read; write the file again"
            + " with larger row groups");
  }

  @Test
  void footerThatClaimsMoreThanItHas_isRefused() throws IOException {
    // Field 2, a list of 2^31 - 1 structures; field 6, a string of as many bytes.
    writeFooter(hex("29 FC FFFFFFFF07"));
    assertRefusedStartingWith(": its footer cannot be read: ");
    writeFooter(hex("68 FFFFFFFF07"));
    assertRefusedStartingWith(": its footer cannot be read: ");
    writeFooter(hex("19 FC FFFFFFFF0F")); // a list of -1
    assertRefusedStartingWith(": its footer cannot be read: ");
  }

  @Test
  void footerWithoutWhatItMustHave_isRefused() throws IOException {
    writeFooter(hex("15 02 00")); // a version and nothing else
    assertRefused(
        ": its footer cannot be read: Required field 'num_rows' was not found in"
            + " serialized data!"
            + DAMAGED);
  }

  @Test
  void footerNestedWithoutEnd_isRefused() throws IOException {
    byte[] structs = new byte[1 << 20];
    Arrays.fill(structs, (byte) 0xFC); // field 15 onwards, each one a structure in the one before
    writeFooter(structs);
    assertRefused(": its footer cannot be read: structures nested deeper than 64" + DAMAGED);
    byte[] lists = new byte[1 << 20];
    Arrays.fill(lists, (byte) 0x19); // a list of one list
    lists[0] = (byte) 0xF9;
    writeFooter(lists);
    assertRefused(": its footer cannot be read: structures nested deeper than 64" + DAMAGED);
  }

  @Test
  void schemaThatIsNoTree_isRefused() throws IOException {
    assertFooterRefused(
        footer -> footer.getSchema().get(0).setNum_children(2),
        ": its schema has elements outside of its tree");
    assertFooterRefused(
        footer -> footer.getSchema().get(0).setNum_children(-3),
        ": its schema gives the field 'm' -3 children");
    assertFooterRefused(
        footer -> footer.getSchema().get(0).setNum_children(Integer.MAX_VALUE),
        ": its schema gives the field 'm' 2147483647 children");
    assertFooterRefused(footer -> footer.setSchema(List.of()), ": its schema is no tree of fields");
  }

  @Test
  void schemaThatClaimsManyChildrenAtEveryDepth_takesNoMemoryForThem() throws IOException {
    assertFooterRefused(
        footer -> {
          List<SchemaElement> schema = new ArrayList<>();
          for (int i = 0; i < 100_000; i++) {
            schema.add(new SchemaElement("").setNum_children(99_000 - i));
          }
          footer.setSchema(schema);
        },
        ": its schema is no tree of fields");
  }

  @Test
  void footerOfTooManyStructures_isRefused() throws IOException {
    // Field 2, a list of 3,000,000 structures, each with an empty name.
    byte[] start = hex("15 02 19 FC C08DB701");
    byte[] footer = Arrays.copyOf(start, start.length + 9_000_000);
    for (int i = start.length; i < footer.length; i += 3) {
      footer[i] = 0x48;
    }
    writeFooter(footer);
    assertRefused(": its footer cannot be read: more than 2097152 structures" + DAMAGED);
  }

  @Test
  void rowCountsThatDisagree_areRefused() throws IOException {
    assertFooterRefused(
        footer -> footer.setNum_rows(4), ": its footer counts 4 rows, but its row groups have 3");
    assertFooterRefused(
        footer -> footer.getRow_groups().get(0).setNum_rows(-3), ": a row group claims -3 rows");
    assertFooterRefused(
        footer -> {
          footer.setNum_rows(2);
          footer.getRow_groups().get(0).setNum_rows(2);
        },
        ", row group 1, column 'id': it has 3 values for 2 rows");
    assertFooterRefused(
        footer -> footer.getRow_groups().get(0).getColumns().remove(0),
        ": a row group has 2 columns where the schema has 3");
  }

  @Test
  void columnThatLiesElsewhere_isRefused() throws IOException {
    assertArticleRefused(article -> article.getMeta_data().setData_page_offset(-1));
    assertArticleRefused(article -> article.getMeta_data().setData_page_offset(Long.MAX_VALUE));
    assertArticleRefused(article -> article.getMeta_data().setTotal_compressed_size(-1));
    assertArticleRefused(
        article -> article.getMeta_data().setTotal_compressed_size(Long.MAX_VALUE));
  }

  private void assertArticleRefused(Consumer<ColumnChunk> spoil) throws IOException {
    ParquetWriter writer = ParquetWriter.of(FileDatasetContract.numbered(3));
    writer.spoilFooter = footer -> spoil.accept(article(footer));
    writer.write(file());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(this::read)
        .withMessageMatching(
            "\\Q%s, row group 1, column 'article': it claims \\E-?[0-9,]+ bytes from -?[0-9,]+ on,"
                    .formatted(file())
                + " but the file has [0-9,]+\\Q"
                + DAMAGED
                + "\\E");
  }

  @Test
  void columnThatEndsTooEarlyOrElsewhere_isRefused() throws IOException {
    assertFooterRefused(
        footer -> article(footer).getMeta_data().setTotal_compressed_size(0),
        ", row group 1, column 'article': it ends before all the values that the footer counts");
    assertFooterRefused(
        footer -> article(footer).getMeta_data().setType(Type.INT96),
        ", row group 1, column 'article': it is INT96, but in the schema BYTE_ARRAY");
    ParquetWriter writer = ParquetWriter.of(FileDatasetContract.numbered(3));
    writer.spoilFooter = footer -> article(footer).setFile_path("other.parquet");
    writer.write(file());
    assertRefused(
        ", row group 1, column 'article': its values are in another file; write all columns into"
            + " one file");
    writer.spoilFooter =
        footer ->
            article(footer)
                .setCrypto_metadata(
                    ColumnCryptoMetaData.ENCRYPTION_WITH_FOOTER_KEY(new EncryptionWithFooterKey()));
    writer.write(file());
    assertRefused(", row group 1, column 'article': it is encrypted; decrypt the file");
  }

  private static ColumnChunk article(FileMetaData footer) {
    return columnOf(footer, 1);
  }

  private static ColumnChunk columnOf(FileMetaData footer, int index) {
    return footer.getRow_groups().get(0).getColumns().get(index);
  }

  @Test
  void listWithMoreRowsThanItsRowGroup_isRefused() throws IOException {
    ParquetWriter writer = lists(2, 2, 2);
    writer.spoilFooter =
        footer -> {
          footer.setNum_rows(2);
          footer.getRow_groups().get(0).setNum_rows(2);
          columnOf(footer, 0).getMeta_data().setNum_values(2);
        };
    writer.spoilPage = header -> setCount(header, 3, 2);
    writer.write(file());
    assertRefused(
        ", row group 1, column 'highlights': it has more rows than its row group" + DAMAGED);
  }

  @Test
  void listWithFewerRowsThanItsRowGroup_isRefused() throws IOException {
    ParquetWriter writer = lists(2, 2, 1, 1);
    writer.spoilFooter = footer -> columnOf(footer, 1).getMeta_data().setNum_values(5);
    writer.spoilPage = header -> setCount(header, 6, 5);
    writer.write(file());
    assertRefused(
        ", row group 1, column 'highlights': it has fewer rows than its row group" + DAMAGED);
  }

  /** A writer of rows of one article and a list of so many summaries. */
  private static ParquetWriter lists(int... lengths) {
    var writer =
        new ParquetWriter("message m { required binary article; repeated binary highlights; }");
    writer.dictionary = false;
    for (int length : lengths) {
      writer.row(
          row -> {
            row.append("article", "a");
            for (int i = 0; i < length; i++) {
              row.append("highlights", "b");
            }
          });
    }
    return writer;
  }

  private static void setCount(PageHeader header, int from, int to) {
    if (header.getData_page_header().getNum_values() == from) {
      header.getData_page_header().setNum_values(to);
    }
  }

  @Test
  void pageOfAbsurdSize_isRefused() throws IOException {
    for (int size : new int[] {-1, Integer.MIN_VALUE, 1 << 20, Integer.MAX_VALUE}) {
      assertPageRefused(
          CompressionCodec.SNAPPY,
          header -> header.setCompressed_page_size(size),
          String.format(Locale.ROOT, "its header claims %,d bytes, unpacked ", size));
    }
    assertPageRefused(
        CompressionCodec.SNAPPY,
        header -> header.setUncompressed_page_size(-1),
        "its header claims ");
    for (CompressionCodec codec :
        List.of(
            CompressionCodec.UNCOMPRESSED,
            CompressionCodec.SNAPPY,
            CompressionCodec.GZIP,
            CompressionCodec.ZSTD,
            CompressionCodec.LZ4,
            CompressionCodec.LZ4_RAW)) {
      assertPageRefused(
          codec,
          header -> header.setUncompressed_page_size(Integer.MAX_VALUE),
          " bytes of " + codec);
      for (int change : new int[] {-1, 1}) {
        assertPageRefused(
            codec,
            header -> header.setUncompressed_page_size(header.getUncompressed_page_size() + change),
            "its " + codec + " data ");
      }
    }
  }

  @Test
  void pageThatCountsItsValuesWrong_isRefused() throws IOException {
    assertPageRefused(
        CompressionCodec.ZSTD,
        header -> header.getData_page_header().setNum_values(4),
        "it has more values than the footer counts");
    assertPageRefused(
        CompressionCodec.ZSTD,
        header -> header.getData_page_header().setNum_values(-1),
        "it claims -1 values");
  }

  @Test
  void pageWithoutItsDictionary_isRefused() throws IOException {
    ParquetWriter writer = ParquetWriter.of(repeated());
    writer.spoilFooter = footer -> article(footer).getMeta_data().unsetDictionary_page_offset();
    writer.write(file());
    assertRefused(
        ", row group 1, column 'article', page 1: its values refer to a dictionary, but the column"
            + " has none"
            + DAMAGED);
  }

  @Test
  void dictionaryThatCountsItsValuesWrong_isRefused() throws IOException {
    for (int count : new int[] {-1, 1000, Integer.MAX_VALUE}) {
      assertDictionaryRefused(count, ", page 1: it announces " + count + " values in ");
    }
    assertDictionaryRefused(0, ", page 2: it refers to value 0 of a dictionary of 0");
  }

  private void assertDictionaryRefused(int count, String message) throws IOException {
    ParquetWriter writer = ParquetWriter.of(repeated());
    writer.spoilPage =
        header -> {
          if (header.isSetDictionary_page_header()) {
            header.getDictionary_page_header().setNum_values(count);
          }
        };
    writer.write(file());
    assertRefusedStartingWith(", row group 1, column 'id'" + message);
  }

  /** Examples that Apache's writer makes dictionaries for. */
  private static List<Example> repeated() {
    return Collections.nCopies(50, new Example("same", "One article.", "One summary."));
  }

  @Test
  void levelsLongerThanThePage_areRefused() throws IOException {
    for (int length : new int[] {-1, 1 << 20, Integer.MAX_VALUE}) {
      ParquetWriter writer = ParquetWriter.of(FileDatasetContract.numbered(3));
      writer.version = WriterVersion.PARQUET_2_0;
      writer.spoilPage =
          header -> {
            if (header.isSetData_page_header_v2()) {
              header.getData_page_header_v2().setDefinition_levels_byte_length(length);
            }
          };
      writer.write(file());
      assertRefusedStartingWith(
          ", row group 1, column 'id', page 1: its levels claim "
              + length
              + " bytes where it has ");
    }
  }

  @Test
  void fewBytesThatStandForEndlessRows_areRefused() throws IOException {
    Example example = new Example("1", "x".repeat(1 << 20), "A summary.");
    ParquetWriter writer = ParquetWriter.of(Collections.nCopies(80, example));
    writer.codec = CompressionCodec.ZSTD;
    writer.write(file());
    assertThat(Files.size(file())).isLessThan(1 << 14);
    assertRefused(
        ", row 64: the rows have more than 67,108,864 characters and 200 times the file's bytes, as"
            + " no texts do; if they are what you want, write them as JSON Lines");
  }

  @Test
  void textLongerThanARecord_isRefused() throws IOException {
    ParquetWriter writer =
        ParquetWriter.of(List.of(new Example("1", "x".repeat((1 << 24) + 1), "A summary.")));
    writer.write(file());
    assertRefused(
        ", row group 1, column 'article', page 1: it has a text of more than 16,777,216 characters;"
            + " split the text");
  }

  private void assertPageRefused(CompressionCodec codec, Consumer<PageHeader> spoil, String finding)
      throws IOException {
    ParquetWriter writer = ParquetWriter.of(FileDatasetContract.numbered(3));
    writer.dictionary = false;
    writer.codec = codec;
    writer.spoilPage = spoil;
    writer.write(file());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(this::read)
        .withMessageStartingWith(file() + ", row group 1, column 'id', page 1: ")
        .withMessageContaining(finding)
        .withMessageEndingWith(DAMAGED);
  }

  private void assertFooterRefused(Consumer<FileMetaData> spoil, String message)
      throws IOException {
    ParquetWriter writer = ParquetWriter.of(FileDatasetContract.numbered(3));
    writer.spoilFooter = spoil;
    writer.write(file());
    assertRefused(message + DAMAGED);
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(this::read)
        .withMessage("%s%s", file(), message);
    assertThat(!OpenFiles.AVAILABLE || OpenFiles.count(file()) == 0).isTrue();
  }

  private void assertRefusedStartingWith(String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(this::read)
        .withMessageStartingWith(file() + message)
        .withMessageEndingWith(DAMAGED);
  }

  private List<Example> read() {
    return FileDatasetContract.read(ParquetDataset.builder(file()).build());
  }

  private void writeFooter(byte[] footer) throws IOException {
    writeFooter(footer, footer.length);
  }

  private void writeFooter(byte[] footer, int length) throws IOException {
    byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
    Files.write(
        file(),
        ByteBuffer.allocate(footer.length + 12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(magic)
            .put(footer)
            .putInt(length)
            .put(magic)
            .array());
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
