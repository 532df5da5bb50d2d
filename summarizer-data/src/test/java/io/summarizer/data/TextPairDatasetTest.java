package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TextPairDatasetTest extends BadRecordContract {
  @Override
  Dataset dataset(List<Example> examples) throws IOException {
    for (Example example : examples) {
      write(example.id() + ".article.txt", example.article() + "\n");
      write(example.id() + ".summary.txt", example.summary() + "\n");
    }
    return pairs();
  }

  private Dataset pairs() {
    return DataFiles.of(folder).format(DataFormat.TEXT_PAIRS).open();
  }

  @Override
  OptionalLong sizeOf(int examples) {
    return OptionalLong.of(examples);
  }

  @Override
  Dataset datasetWithABadRecord() throws IOException {
    Dataset dataset = dataset(examples(3));
    Files.delete(folder.resolve("id00002.summary.txt"));
    return dataset;
  }

  @Override
  BadRecord badRecord() {
    return new BadRecord(
        folder.toString(),
        "id00002",
        "half of a pair is missing; expected a file named id00002.summary.txt");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void text_isTheContentWithoutTheLineBreakAtItsEnd() throws IOException {
    write("a.b.article.txt", "\n Two\r\nlines \n\n");
    write("a.b.summary.txt", "One line\r\n");
    write("a.notes.txt", "passed over");
    write(".article.txt", "without an id");
    assertThat(read(pairs())).containsExactly(new Example("a.b", "\n Two\r\nlines \n", "One line"));
  }

  @Test
  void files_mayBeCompressed() throws IOException {
    Compression.GZIP.compress(write("a.article.txt.gz", "Long.\n"));
    Compression.ZSTD.compress(write("a.summary.txt.zst", "Short."));
    assertThat(read(pairs())).containsExactly(new Example("a", "Long.", "Short."));
  }

  @Test
  void summaryWithoutArticle_isABadRecord() throws IOException {
    dataset(examples(2));
    write("x.summary.txt", "Left over.");
    List<BadRecord> told = new ArrayList<>();
    assertThat(read(pairs().skipBadRecords(1, told::add))).isEqualTo(examples(2));
    assertThat(told)
        .containsExactly(
            new BadRecord(
                folder.toString(),
                "x",
                "half of a pair is missing; expected a file named x.article.txt"));
  }

  @Test
  void withoutSummary_articlesAreEnough() throws IOException {
    write("a.article.txt", "Long.");
    write("b.summary.txt", "Short.");
    assertThat(read(DataFiles.of(folder).format(DataFormat.TEXT_PAIRS).withoutSummary().open()))
        .containsExactly(new Example("a", "Long.", ""));
  }

  @Test
  void twoFilesOfOneName_areRefused() throws IOException {
    Path plain = write("a.article.txt", "Long.");
    Path other = write("a.article.txt.gz", "Long.");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> pairs().stream())
        .withMessage(plain + " and " + other + " have one name; remove one of them");
  }

  @Test
  void directoryWithoutPairs_isRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> pairs().stream())
        .withMessage(
            folder + " has no pairs; expected files named ID.article.txt and ID.summary.txt");
  }
}
