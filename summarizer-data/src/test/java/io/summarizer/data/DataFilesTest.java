package io.summarizer.data;

import static io.summarizer.data.DatasetContract.examples;
import static io.summarizer.data.DatasetContract.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {
  @TempDir Path folder;

  private Path csv(String name, String... articles) throws IOException {
    var rows = new StringBuilder("article,highlights\n");
    for (String article : articles) {
      rows.append(article).append(",s\n");
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, rows);
  }

  private List<String> articles(String pattern) {
    return read(DataFiles.matching(folder + File.separator + pattern).open()).stream()
        .map(Example::article)
        .toList();
  }

  @Test
  void pattern_standsForItsFilesInTheOrderOfTheirNames() throws IOException {
    csv("train-2.csv", "c", "d");
    csv("train-1.csv", "a", "b");
    csv("test-1.csv", "e");
    csv("more/train-1.csv", "f");
    assertThat(articles("train-*.csv")).containsExactly("a", "b", "c", "d");
    assertThat(articles("t*-1.csv")).containsExactly("e", "a", "b");
    assertThat(articles("train-?.csv")).hasSize(4);
    assertThat(articles("train-[2-9].csv")).containsExactly("c", "d");
    assertThat(articles("{test,train}-1.csv")).containsExactly("e", "a", "b");
    assertThat(articles("*/train-1.csv")).containsExactly("f");
    assertThat(articles("**.csv")).hasSize(6);
    assertThat(DataFiles.matching(folder + "/train-*.csv").paths())
        .containsExactly(folder.resolve("train-1.csv"), folder.resolve("train-2.csv"));
    assertThat(DataFiles.matching(folder + "/train-*.csv").open().name())
        .isEqualTo(folder + "/train-*.csv");
  }

  @Test
  void files_mayHaveDifferentFormatsAndCompressions() throws IOException {
    Compression.GZIP.compress(csv("part-1.csv.gz", "a"));
    Files.writeString(
        folder.resolve("part-2.json"), "[{\"article\": \"b\", \"highlights\": \"s\"}]");
    Compression.ZSTD.compress(
        Files.writeString(folder.resolve("part-3.TSV.ZST"), "article\thighlights\nc\ts\n"));
    assertThat(articles("part-*")).containsExactly("a", "b", "c");
  }

  @Test
  void delimiter_isThatOfCsvFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "article;highlights\nx, y;s\n");
    assertThat(read(DataFiles.of(file).delimiter(';').open()))
        .extracting(Example::article)
        .containsExactly("x, y");
    Path text = Files.writeString(folder.resolve("a.txt"), "headline|body\ns|x\n");
    DataFiles named = DataFiles.of(text).delimiter('|').format(DataFormat.CSV);
    assertThat(read(named.articleField("body").summaryField("headline").open()))
        .extracting(Example::summary)
        .containsExactly("s");
  }

  @Test
  void delimiter_whereThereIsNone_isRefused() {
    DataFiles files = DataFiles.of(folder.resolve("a.jsonl"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> files.delimiter(';').open())
        .withMessage(
            folder.resolve("a.jsonl")
                + ": the format jsonl has no delimiter to choose, but ';' was asked for; leave it at"
                + " its default, or set the format to csv");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> files.delimiter('"'))
        .withMessage("delimiter must not be a double quote or a line break, but was U+0022");
  }

  @Test
  void fileOfThatVeryName_isMeant() throws IOException {
    assumeTrue(File.separatorChar == '/', "no such names on Windows");
    csv("a*.csv", "star");
    csv("ab.csv", "b");
    assertThat(articles("a*.csv")).containsExactly("star");
  }

  @Test
  void datasetOpen_takesPatternsToo() throws IOException {
    assumeTrue(File.separatorChar == '/', "no such paths on Windows");
    csv("train-2.csv", "b");
    csv("train-1.csv", "a");
    assertThat(read(Dataset.open(folder.resolve("train-*.csv"))))
        .extracting(Example::article)
        .containsExactly("a", "b");
  }

  @Test
  void patternThatMatchesNothing_saysWhatThereIs() throws IOException {
    csv("train-1.csv", "a");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> articles("test-*.csv"))
        .withMessage(
            folder
                + File.separator
                + "test-*.csv matches no file; "
                + folder
                + " has 'train-1.csv'");
    for (int i : IntStream.range(10, 31).toArray()) {
      csv("train-" + i + ".csv", "a");
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> articles("test-*.csv"))
        .withMessageEndingWith("'train-27.csv', 'train-28.csv' and 2 more");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> articles("no/such/*.csv"))
        .withMessageEndingWith(
            "matches no file; there is no directory " + folder.resolve("no").resolve("such"));
  }

  @Test
  void patternThatIsNone_isRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> articles("train-[.csv"))
        .withMessageStartingWith(folder + File.separator + "train-[.csv is no valid pattern: ");
  }

  @Test
  void format_isTakenFromTheOptionBeforeTheName() throws IOException {
    Path file = Files.writeString(folder.resolve("news.txt"), "article;x\thighlights\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> DataFiles.of(file).open())
        .withMessageStartingWith(
            file + ": the format is told by the extension, which must be one of");
    assertThat(read(DataFiles.of(file).format(DataFormat.TSV).articleField("article;x").open()))
        .isEmpty();
  }

  @Test
  void directories_areTakenForWhatIsInThem() throws IOException {
    new StoryDatasetTest() {
      {
        folder = Files.createDirectory(DataFilesTest.this.folder.resolve("stories"));
      }
    }.dataset(examples(2));
    new TextPairDatasetTest() {
      {
        folder = Files.createDirectory(DataFilesTest.this.folder.resolve("pairs"));
      }
    }.dataset(examples(2));
    assertThat(read(Dataset.open(folder.resolve("stories")))).isEqualTo(examples(2));
    assertThat(read(Dataset.open(folder.resolve("pairs")))).isEqualTo(examples(2));
    assertThat(read(Dataset.openArticles(folder.resolve("stories"), "article")))
        .extracting(Example::summary)
        .containsExactly("", "");
    assertThat(DataFormat.detect(folder)).isEmpty();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Dataset.open(folder))
        .withMessage(
            "%s is a directory without .story files or pairs of .article.txt and .summary.txt; name"
                + " a file inside it, or several as in %s",
            folder, folder.resolve("*.csv"));
  }

  @Test
  void fieldNames_areRefusedWhereThereAreNoFields() {
    for (DataFormat format :
        List.of(DataFormat.STORIES, DataFormat.TEXT_PAIRS, DataFormat.DEBIAN)) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> DataFiles.of(folder).format(format).preset(Preset.XSUM).open())
          .withMessage(
              folder
                  + ": the format "
                  + format.id()
                  + " has no fields to choose, but 'document', 'summary', 'id' were asked for; leave"
                  + " them at their defaults");
    }
  }

  @Test
  void fields_areNamedByPresetAndOptions() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "document,tldr,key,second\na,b,c,d\n");
    DataFiles files = DataFiles.of(file).preset(Preset.XSUM).summaryField("tldr").idField("key");
    assertThat(read(files.open())).containsExactly(new Example("c", "a", "b"));
    assertThat(read(files.referenceField("second").open()))
        .containsExactly(new Example("c", "a", "b", List.of("d")));
    assertThat(read(files.articleField("second").withoutSummary().open()))
        .containsExactly(new Example("c", "d", ""));
  }

  @Test
  void of_needsAFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(DataFiles::of)
        .withMessage("paths: expected at least one file, but there are none");
    assertThat(DataFiles.of(Path.of("a.csv"), Path.of("b.csv")).open().name())
        .isEqualTo("a.csv, b.csv");
  }

  @Test
  void everyFormat_isFoundByItsId() {
    for (DataFormat format : DataFormat.values()) {
      assertThat(DataFormat.of(format.id())).isEqualTo(format);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataFormat.of("xlsx"))
        .withMessage(
            "format must be one of csv, tsv, jsonl, json, parquet, stories, pairs, debian, but was"
                + " 'xlsx'");
  }
}
