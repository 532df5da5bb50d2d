package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetDatasetTest extends BadRecordContract {
  @Override
  Dataset dataset(List<Example> examples) throws IOException {
    write(file(), examples);
    return dataset(file());
  }

  @Override
  OptionalLong sizeOf(int examples) {
    return OptionalLong.of(examples);
  }

  @Override
  Dataset datasetWithABadRecord() throws IOException {
    byte[] latin1 = {'c', 'a', 'f', (byte) 0xE9};
    var writer =
        new ParquetWriter(
            "message m { required binary id; required binary article; required binary highlights;"
                + " }");
    for (Example example : examples(3)) {
      boolean bad = example.equals(examples(3).get(1));
      writer.row(
          row ->
              row.append("id", example.id())
                  .append(
                      "article",
                      bad
                          ? Binary.fromConstantByteArray(latin1)
                          : Binary.fromString(example.article()))
                  .append("highlights", example.summary()));
    }
    writer.write(file());
    return dataset(file());
  }

  @Override
  BadRecord badRecord() {
    return new BadRecord(
        file().toString(),
        "row 2",
        "the field 'article' must be UTF-8, but the byte 0xE9 is not part of it; write the file"
            + " again with its texts in UTF-8");
  }

  @Test
  void fileThatIsNotThere_isNamedAsIsADirectory() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(folder.resolve("missing.parquet"))))
        .withMessageContaining("missing.parquet");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(folder)))
        .withMessage(folder + " is a directory; expected a file, so name one inside it");
  }

  private static Dataset dataset(Path file) {
    return ParquetDataset.builder(file).build();
  }

  private Path file() {
    return folder.resolve("news");
  }

  private static void write(Path file, List<Example> examples) throws IOException {
    ParquetWriter.of(examples).write(file);
  }

  private static List<Example> numbered(int count) {
    return FileDatasetContract.numbered(count);
  }

  @Provide
  Arbitrary<List<Example>> examples() {
    return FileDatasetContract.anyExamples();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void texts_comeBackFromEverySettingOfTheWriter(
      @ForAll("examples") List<Example> examples,
      @ForAll WriterVersion version,
      @ForAll boolean dictionary,
      @ForAll boolean checksums,
      @ForAll CompressionCodec codec,
      @ForAll @IntRange(min = 1, max = 3) int rowsPerPage,
      @ForAll @IntRange(min = 1, max = 5) int rowsPerGroup)
      throws IOException {
    List<Example> written = examples.stream().map(FileDatasetContract::wellFormed).toList();
    ParquetWriter writer = ParquetWriter.of(written);
    writer.version = version;
    writer.dictionary = dictionary;
    writer.checksums = checksums;
    writer.codec = isRead(codec) ? codec : CompressionCodec.UNCOMPRESSED;
    writer.rowsPerPage = rowsPerPage;
    writer.rowsPerGroup = rowsPerGroup;
    Path file = Files.createTempFile("round-trip", ".parquet");
    try {
      writer.write(file);
      assertThat(read(dataset(file))).isEqualTo(written);
    } finally {
      Files.delete(file);
    }
  }

  private static boolean isRead(CompressionCodec codec) {
    return codec != CompressionCodec.BROTLI && codec != CompressionCodec.LZO;
  }

  @Property(tries = 100)
  void integers_comeBackAsIds(
      @ForAll @Size(min = 1, max = 300) List<Long> ids,
      @ForAll WriterVersion version,
      @ForAll boolean dictionary)
      throws IOException {
    var longs = new ParquetWriter("message m { required int64 id; required binary article; }");
    var ints = new ParquetWriter("message m { optional int32 id; required binary article; }");
    var unsigned =
        new ParquetWriter("message m { required int64 id (UINT_64); required binary article; }");
    for (long id : ids) {
      longs.row(row -> row.append("id", id).append("article", ""));
      ints.row(row -> row.append("id", (int) id).append("article", ""));
      unsigned.row(row -> row.append("id", id).append("article", ""));
    }
    assertIds(longs, version, dictionary, ids.stream().map(id -> Long.toString(id)).toList());
    assertIds(
        ints,
        version,
        dictionary,
        ids.stream().map(id -> Integer.toString(id.intValue())).toList());
    assertIds(unsigned, version, dictionary, ids.stream().map(Long::toUnsignedString).toList());
  }

  private static void assertIds(
      ParquetWriter writer, WriterVersion version, boolean dictionary, List<String> ids)
      throws IOException {
    writer.version = version;
    writer.dictionary = dictionary;
    Path file = Files.createTempFile("ids", ".parquet");
    try {
      writer.write(file);
      assertThat(read(ParquetDataset.builder(file).withoutSummary().build()))
          .extracting(Example::id)
          .isEqualTo(ids);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void size_isTheNumberOfRows() throws IOException {
    write(file(), numbered(17));
    assertThat(dataset(file()).size()).hasValue(17);
    assertThat(!OpenFiles.AVAILABLE || OpenFiles.count(file()) == 0).isTrue();
  }

  @Test
  void stream_readsNoFurtherThanAsked() throws IOException {
    // The second row group has no page: whoever reads on to it fails.
    ParquetWriter writer = ParquetWriter.of(numbered(4));
    writer.rowsPerGroup = 2;
    writer.spoilFooter =
        metadata ->
            metadata.getRow_groups().get(1).getColumns().get(1).getMeta_data().setNum_values(9);
    writer.write(file());
    try (Stream<Example> examples = dataset(file()).stream()) {
      assertThat(examples.limit(2)).extracting(Example::id).containsExactly("1", "2");
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            file()
                + ", row group 2, column 'article': it has 9 values for 2 rows; the file is"
                + " damaged, so copy or write it again");
  }

  @Test
  void otherColumns_areNotRead() throws IOException {
    var writer =
        new ParquetWriter(
            "message m { required group meta { repeated double score; } required binary article;"
                + " required int64 spoilt; required binary highlights; }");
    writer.row(
        row -> {
          row.addGroup("meta").append("score", 0.5).append("score", 1.5);
          row.append("article", "a").append("spoilt", 1L).append("highlights", "b");
        });
    writer.spoilFooter =
        metadata ->
            metadata
                .getRow_groups()
                .get(0)
                .getColumns()
                .get(2)
                .getMeta_data()
                .setData_page_offset(-5);
    writer.write(file());
    assertThat(read(dataset(file()))).containsExactly(new Example("1", "a", "b"));
  }

  @Test
  void fieldNames_chooseTheColumns() throws IOException {
    var writer =
        new ParquetWriter(
            "message m { required int64 key; required binary body; required binary tldr; }");
    writer.row(row -> row.append("key", -7L).append("body", "Long.").append("tldr", "Short."));
    writer.write(file());
    ParquetDataset.Builder builder = ParquetDataset.builder(file()).articleField("body");
    assertThat(read(builder.summaryField("tldr").idField("key").build()))
        .containsExactly(new Example("-7", "Long.", "Short."));
    assertThat(read(builder.withoutSummary().build()))
        .containsExactly(new Example("1", "Long.", ""));
  }

  /** The forms of lists in files of different ages and writers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional group highlights (LIST) { repeated group list { optional binary element (UTF8);"
            + " } }",
        "required group highlights (LIST) { repeated group bag { required binary array_element"
            + " (UTF8); } }",
        "optional group highlights (LIST) { repeated group array { optional binary item (UTF8);"
            + " } }",
        "optional group highlights (LIST) { repeated binary array (UTF8); }",
        "required group highlights (LIST) { repeated binary array (UTF8); }",
        "repeated binary highlights (UTF8);",
      })
  void list_givesItsFirstText(String highlights) throws IOException {
    for (WriterVersion version : WriterVersion.values()) {
      var writer = new ParquetWriter("message m { required binary article; " + highlights + " }");
      writer.version = version;
      writer.rowsPerPage = 2;
      writer.rowsPerGroup = 3;
      for (int i = 0; i < 8; i++) {
        int row = i;
        writer.row(group -> addList(group.append("article", "a" + row), row, row % 4));
      }
      writer.write(file());
      assertThat(read(dataset(file())))
          .extracting(Example::summary)
          .containsExactly("", "1.0", "2.0", "3.0", "", "5.0", "6.0", "7.0");
    }
  }

  private static void addList(Group row, int number, int length) {
    var type = row.getType().getType("highlights");
    if (type.isPrimitive()) {
      IntStream.range(0, length).forEach(i -> row.add("highlights", number + "." + i));
      return;
    }
    Group list = row.addGroup("highlights");
    boolean grouped = !type.asGroupType().getType(0).isPrimitive();
    IntStream.range(0, length)
        .forEach(i -> (grouped ? list.addGroup(0) : list).add(0, number + "." + i));
  }

  @Test
  void list_mayBeLong() throws IOException {
    var writer =
        new ParquetWriter("message m { required binary article; repeated binary highlights; }");
    writer.row(row -> addList(row.append("article", "a"), 1, 60_000));
    writer.row(row -> addList(row.append("article", "b"), 2, 1));
    writer.write(file());
    assertThat(read(dataset(file())))
        .containsExactly(
            new Example(
                "1", "a", "1.0", IntStream.range(1, 60_000).mapToObj(i -> "1." + i).toList()),
            new Example("2", "b", "2.0"));
  }

  @Test
  void list_ofAbsurdLengthIsRefused() throws IOException {
    var writer =
        new ParquetWriter("message m { required binary article; repeated binary highlights; }");
    writer.row(
        row -> {
          row.append("article", "a");
          Collections.nCopies(70_000, "x").forEach(text -> row.add("highlights", text));
        });
    writer.write(file());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessageContaining(", row group 1, column 'highlights', page ")
        .withMessageEndingWith(
            ": it has a list of more than 65,536 texts or 16,777,216 characters; the file is"
                + " damaged, so copy or write it again");
  }

  @Test
  void missingField_listsTheFieldsThereAre() throws IOException {
    var writer = new ParquetWriter("message m { required binary id; required binary article; }");
    writer.row("1", "a");
    writer.write(file());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> dataset(file()).stream())
        .withMessage(
            file()
                + ": the schema has no field 'highlights'; it has 'id', 'article'. Set summaryField"
                + " to one of these");
    assertThat(!OpenFiles.AVAILABLE || OpenFiles.count(file()) == 0).isTrue();
  }

  @Test
  void fieldOfAnotherType_isRefused() throws IOException {
    assertRefused("required int32 article;", "a string", "INT32");
    assertRefused("required binary article (BSON);", "a string", "BYTE_ARRAY (BSON)");
    assertRefused("required double article;", "a string", "DOUBLE");
    assertRefused("repeated binary article (UTF8);", "a string", "a list of BYTE_ARRAY (UTF8)");
    assertRefused(
        "optional group article { required binary text; required int32 n; }",
        "a string",
        "a struct of text, n");
    assertRefused(
        "optional group article (MAP) { repeated group key_value { required binary key; optional"
            + " binary value; } }",
        "a string",
        "a map");
    String other = "required binary article; ";
    assertRefused(
        other
            + "optional group highlights (LIST) { repeated group list { optional int32 element;"
            + " } }",
        "a string or a list of strings",
        "a list of INT32");
    assertRefused(
        other
            + "optional group highlights (LIST) { repeated group list { optional group element"
            + " { optional binary text; optional binary by; } } }",
        "a string or a list of strings",
        "a list of a struct of text, by");
    other += "required binary highlights; ";
    assertRefused(
        other + "required int64 id (TIMESTAMP_MILLIS);",
        "a string or an integer",
        "INT64 (TIMESTAMP_MILLIS)");
    assertRefused(other + "required int32 id (DATE);", "a string or an integer", "INT32 (DATE)");
    assertRefused(
        other + "required int32 id (DECIMAL(9,2));", "a string or an integer", "INT32 (DECIMAL)");
    assertRefused(other + "repeated int32 id;", "a string or an integer", "a list of INT32");
  }

  private void assertRefused(String fields, String expected, String found) throws IOException {
    String name = fields.replaceFirst(".*\\b(article|highlights|id)\\b.*", "$1");
    name = fields.contains(" id") ? "id" : fields.contains("highlights") ? "highlights" : name;
    String all =
        fields
            + (fields.contains(" article") ? "" : " required binary article;")
            + (fields.contains(" highlights") ? "" : " required binary highlights;");
    new ParquetWriter("message m { " + all + " }").write(file());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            "%s: the field '%s' must be %s, but is %s; name another field, or write it as that",
            file(), name, expected, found);
  }

  @Test
  void fieldNamedTwice_isRefused() throws IOException {
    ParquetWriter writer = ParquetWriter.of(numbered(1));
    writer.spoilFooter = metadata -> metadata.getSchema().get(1).setName("article");
    writer.write(file());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            file() + ": the schema names the field 'article' more than once; rename one of them");
  }

  @Test
  void invalidUtf8_isReportedWithItsRowAfterTheRowsBeforeIt() throws IOException {
    for (WriterVersion version : WriterVersion.values()) {
      for (boolean dictionary : new boolean[] {true, false}) {
        var writer =
            new ParquetWriter("message m { required binary article; required binary highlights; }");
        writer.version = version;
        writer.dictionary = dictionary;
        writer.rowsPerGroup = 2;
        writer.row("a", "b");
        writer.row("a \uFFFD", "b");
        writer.row(
            row ->
                row.append("article", Binary.fromConstantByteArray(new byte[] {'c', (byte) 0xE9}))
                    .append("highlights", "d"));
        writer.write(file());
        assertUtf8Error();
      }
    }
  }

  private void assertUtf8Error() {
    try (Stream<Example> examples = dataset(file()).stream()) {
      var rows = examples.iterator();
      assertThat(rows.next().article()).isEqualTo("a");
      assertThat(rows.next().article()).isEqualTo("a \uFFFD");
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(rows::next)
          .withMessage(
              file()
                  + ", row 3: the field 'article' must be UTF-8, but the byte 0xE9 is not part of"
                  + " it; write the file again with its texts in UTF-8");
    }
  }

  @Test
  void rowAfterInvalidUtf8_isReadAsItIs() throws IOException {
    byte[] invalid = {'x', (byte) 0xFF};
    for (WriterVersion version : WriterVersion.values()) {
      for (boolean dictionary : new boolean[] {true, false}) {
        for (String spoilt : List.of("id", "article", "highlights")) {
          var writer =
              new ParquetWriter(
                  "message m { required binary id; required binary article; repeated binary"
                      + " highlights; }");
          writer.version = version;
          writer.dictionary = dictionary;
          for (int i = 1; i <= 3; i++) {
            int row = i;
            writer.row(
                group -> {
                  for (String field : List.of("id", "article", "highlights", "highlights")) {
                    boolean bad = row == 2 && field.equals(spoilt);
                    group.add(
                        field,
                        bad
                            ? Binary.fromConstantByteArray(invalid)
                            : Binary.fromString(field + row));
                  }
                });
          }
          writer.write(file());
          assertSecondRowBad(spoilt);
        }
      }
    }
  }

  private void assertSecondRowBad(String field) {
    try (ExampleReader reader = ParquetExampleReader.open(file(), FieldNames.DEFAULT)) {
      assertThat(reader.read())
          .isEqualTo(new Example("id1", "article1", "highlights1", List.of("highlights1")));
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(reader::read)
          .withMessageStartingWith(file() + ", row 2: the field '" + field + "' must be UTF-8, ");
      assertThat(reader.read())
          .isEqualTo(new Example("id3", "article3", "highlights3", List.of("highlights3")));
      assertThat(reader.read()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodec.class,
      names = {"BROTLI", "LZO"})
  void compressionThatIsNotRead_isNamed(CompressionCodec codec) throws IOException {
    ParquetWriter writer = ParquetWriter.of(numbered(1));
    writer.codec = codec;
    writer.write(file());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            "%s, row group 1, column 'id': it is compressed with %s, which is not read here; write"
                + " the file again with ZSTD, SNAPPY, GZIP, LZ4 or no compression",
            file(), codec);
  }

  @Test
  void builder_isImmutable() throws IOException {
    var writer =
        new ParquetWriter(
            "message m { required binary article; required binary text; required binary"
                + " highlights; }");
    writer.row("a", "b", "c");
    writer.write(file());
    ParquetDataset.Builder original = ParquetDataset.builder(file());
    ParquetDataset.Builder changed = original.articleField("text");
    assertThat(read(original.build())).containsExactly(new Example("1", "a", "c"));
    assertThat(read(changed.build())).containsExactly(new Example("1", "b", "c"));
  }
}
