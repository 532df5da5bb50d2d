package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.audit.DataAudit;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.SummarizerException;
import io.summarizer.text.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class AuditCommandTest {
  private static final Example CAT =
      new Example("1", "A red cat sat.\nIt ran.\nIt sat.\nThe end.", "A red cat sat.");
  private static final List<Example> EXAMPLES =
      List.of(
          CAT,
          new Example("2", CAT.article(), CAT.summary()),
          new Example("3", CAT.article(), "It ran."),
          new Example("4", " ", "No article."),
          new Example("5", "No summary.", ""),
          new Example("6", "A dog.", "A dog sat near a tree in the yard of the horse."));

  @TempDir Path folder;

  private DataAudit.Options audit(Dataset data) {
    return DataAudit.of(data).tokenizer(new TinyModel(folder).tokenizer());
  }

  @Test
  void rows_areCountedByWhatIsWrongWithThem() {
    Dataset validation = Dataset.of(CAT, new Example("8", "Other.", "x"), EXAMPLES.get(3));
    DataAudit audit = audit(Dataset.of(EXAMPLES)).validation(validation).maxTargetLength(8).run();

    assertThat(audit.rows()).isEqualTo(6);
    assertThat(audit.blankRows()).isEqualTo(2);
    assertThat(audit.usableRows()).isEqualTo(4);
    assertThat(audit.duplicatePairs()).isEqualTo(1);
    assertThat(audit.duplicateArticles()).isEqualTo(2);
    assertThat(audit.longSummaries()).isEqualTo(1);
    assertThat(audit.overlap()).contains(new DataAudit.Overlap(validation.name(), 2, 1));
    assertThat(audit.target().truncated()).isPositive();
    assertThat(audit.leadThree().rouge1().recall()).isGreaterThan(0.7);
  }

  @Test
  void lengths_areThoseOfTheTokenizer() {
    DataAudit audit = audit(Dataset.of(CAT)).run();
    try (Tokenizer tokenizer =
        Tokenizer.builder().file(new TinyModel(folder.resolve("other")).tokenizer()).build()) {
      assertThat(audit.source().longest()).isEqualTo(tokenizer.source(CAT.article()).fullLength());
      assertThat(audit.target().median()).isEqualTo(tokenizer.target(CAT.summary()).fullLength());
    }
  }

  @Test
  void dataWithoutUsableRows_isNamed() {
    Dataset blank = Dataset.of(new Example("1", "", "x"));
    assertThatThrownBy(() -> audit(blank).run())
        .isInstanceOf(SummarizerException.class)
        .hasMessage(
            blank.name()
                + ": expected at least one row with an article and a summary, but none of 1 has"
                + " both. Check the file and the names of its fields.");
    assertThatThrownBy(() -> DataAudit.of(blank).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tokenizer: expected a tokenizer.json or the directory of one, but it was not set");
  }

  @Test
  void command_printsATableOrAnObject() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path tokenizer = tiny.tokenizer();
    tiny.jsonLines("part-1.jsonl", 8);
    tiny.jsonLines("part-2.jsonl", 4);
    String pattern = folder.resolve("part-*.jsonl").toString();

    String table = Cli.run("audit", "--data", pattern, "--tokenizer", tokenizer).succeeds().out();
    assertThat(table)
        .contains("rows                12\n", "duplicate pairs     4 (33.3 %)")
        .contains("Lead-3", "article", "summary")
        .doesNotContain("in validation");

    JsonNode json =
        new ObjectMapper()
            .readTree(
                Cli.run(
                        "audit",
                        "--data",
                        pattern,
                        "--validation",
                        folder.resolve("part-2.jsonl"),
                        "--tokenizer",
                        tokenizer,
                        "--json")
                    .succeeds()
                    .out());
    assertThat(json.get("rows").asInt()).isEqualTo(12);
    assertThat(json.get("overlap").get("shared_articles").asInt()).isEqualTo(4);
    assertThat(json.get("article_tokens").get("limit").asInt()).isEqualTo(512);
    assertThat(json.get("lead3_f1").get("rouge1").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void format_canBeNamed() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path renamed = folder.resolve("data.txt");
    Files.move(tiny.jsonLines("data.jsonl", 3), renamed);

    assertThat(
            Cli.run(
                    "audit",
                    "--data",
                    renamed,
                    "--format",
                    "jsonl",
                    "--tokenizer",
                    tiny.tokenizer())
                .succeeds()
                .out())
        .contains("rows                3\n");
  }
}
