package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
  private static final Example A = new Example("1", "a", "b");
  private static final Example B = new Example("2", "c", "d");

  @TempDir Path folder;

  @Test
  void examplesInMemory_areRestartableAndCounted() {
    Dataset dataset = Dataset.of(A, B);
    assertThat(dataset.stream()).containsExactly(A, B);
    assertThat(dataset.stream()).containsExactly(A, B);
    assertThat(dataset.size()).hasValue(2);
    assertThat(dataset.name()).isEqualTo("2 examples in memory");
  }

  @Test
  void examplesInMemory_doNotFollowTheCollection() {
    List<Example> source = new ArrayList<>(List.of(A));
    Dataset dataset = Dataset.of(source);
    source.add(B);
    assertThat(dataset.stream()).containsExactly(A);
  }

  @Test
  void open_choosesTheFormatByExtension() throws IOException {
    String json = "{\"id\": \"1\", \"article\": \"a\", \"highlights\": \"b\"}";
    assertThat(open("news.csv", "id,article,highlights\n1,a,b\n")).containsExactly(A);
    assertThat(open("news.TSV", "id\tarticle\thighlights\n1\ta\tb\n")).containsExactly(A);
    assertThat(open("news.jsonl", json)).containsExactly(A);
    assertThat(open("news.ndjson", json)).containsExactly(A);
    assertThat(open("news.json", json)).containsExactly(A);
  }

  private List<Example> open(String name, String content) throws IOException {
    return FileDatasetContract.read(Dataset.open(Files.writeString(folder.resolve(name), content)));
  }

  @Test
  void open_takesFieldNames() throws IOException {
    Path csv = Files.writeString(folder.resolve("x.csv"), "id,text,title\n1,a,b\n");
    Path tsv = Files.writeString(folder.resolve("x.tsv"), "id\ttext\ttitle\n1\ta\tb\n");
    Path json =
        Files.writeString(
            folder.resolve("x.jsonl"), "{\"id\": \"1\", \"text\": \"a\", \"title\": \"b\"}");
    for (Path path : List.of(csv, tsv, json)) {
      assertThat(FileDatasetContract.read(Dataset.open(path, "text", "title"))).containsExactly(A);
    }
  }

  @Test
  void openArticles_readsNoSummaries() throws IOException {
    Path csv = Files.writeString(folder.resolve("x.csv"), "id,text\n1,a\n");
    Path tsv = Files.writeString(folder.resolve("x.tsv"), "id\ttext\thighlights\n1\ta\tb\n");
    Path json = Files.writeString(folder.resolve("x.jsonl"), "{\"id\": \"1\", \"text\": \"a\"}");
    for (Path path : List.of(csv, tsv, json)) {
      assertThat(FileDatasetContract.read(Dataset.openArticles(path, "text")))
          .containsExactly(new Example("1", "a", ""));
    }
  }

  @Test
  void openArticles_stillNeedsTheArticle() throws IOException {
    Path csv = Files.writeString(folder.resolve("x.csv"), "id,text\n1,a\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FileDatasetContract.read(Dataset.openArticles(csv, "article")))
        .withMessageContaining("has no field 'article'; it has 'id', 'text'");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Dataset.openArticles(csv, "id"))
        .withMessage("articleField and idField must name two different fields, but are 'id', 'id'");
  }

  @Test
  void open_refusesAnUnknownExtension() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Dataset.open(Path.of("news.xlsx")))
        .withMessage(
            "news.xlsx: the format is told by the extension, which must be one of .csv, .tsv,"
                + " .jsonl, .ndjson, .json, .parquet; rename the file, or name its format");
  }
}
