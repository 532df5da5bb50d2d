package io.summarizer.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.TokenizationReport;
import io.summarizer.error.SummarizerException;
import io.summarizer.text.TestTokenizer;
import io.summarizer.text.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCollectorTest {
  private static final String LONG_TEXT = "The old bridge in Harwick will close in March.";

  @TempDir Path folder;
  private Tokenizer tokenizer;

  @BeforeEach
  void open() {
    tokenizer =
        TestTokenizer.builder(folder).prefix("The ").maxSourceLength(6).maxTargetLength(4).build();
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private TokenCollector collector() {
    return new TokenCollector("Data set", tokenizer, new TokenStore(null, 0, 2), done -> {});
  }

  @Test
  void rows_becomeExamplesWithPrefixAndTruncation() {
    TokenizedDataset dataset = collector().add("a", "bridge", "closed").finish();

    TokenizedExample example = dataset.get(0);
    assertThat(dataset.size()).isEqualTo(1);
    assertThat(example)
        .isEqualTo(
            new TokenizedExample(
                "a", tokenizer.source("bridge").ids(), tokenizer.target("closed").ids()));
    assertThat(tokenizer.decode(example.source())).isEqualTo("The bridge");
    assertThat(tokenizer.decode(example.target())).isEqualTo("closed");
  }

  @Test
  void report_countsWhatWasDroppedAndCut() {
    TokenizedDataset dataset =
        collector()
            .add("a", "bridge", "close")
            .add("b", null, "close")
            .add("c", LONG_TEXT, LONG_TEXT)
            .add("d", "bridge", " \t\n")
            .add("e", LONG_TEXT, "close")
            .finish();

    assertThat(dataset.report()).isEqualTo(new TokenizationReport(5, 2, List.of("b", "d"), 2, 1));
    assertThat(dataset.report())
        .hasToString(
            "5 rows read, 2 dropped for a blank article or summary (ids b, d);"
                + " sources truncated: 2 (66.7 %), targets truncated: 1 (33.3 %)");
    assertThat(List.of(dataset.get(0), dataset.get(1), dataset.get(2)))
        .extracting(TokenizedExample::id)
        .containsExactly("a", "c", "e");
    assertThat(dataset.get(1).source()).hasSize(6);
    assertThat(dataset.get(1).target()).hasSize(4);
  }

  @Test
  void report_showsTheFirstFewDroppedIds() {
    TokenCollector collector = collector();
    IntStream.range(0, 9).forEach(i -> collector.add("r" + i, "", "close"));
    TokenizedDataset dataset = collector.add("good", "bridge", "close").finish();

    assertThat(dataset.report().rowsDropped()).isEqualTo(9);
    assertThat(dataset.report().rowsKept()).isEqualTo(1);
    assertThat(dataset.report().toString()).contains("(ids r0, r1, r2, r3, r4, ...)");
  }

  @Test
  void manyRows_keepTheirOrder() {
    TokenCollector collector = collector();
    IntStream.range(0, 1000).forEach(i -> collector.add("" + i, "" + i, "close"));
    TokenizedDataset dataset = collector.finish();

    assertThat(dataset.size()).isEqualTo(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(dataset.get(i).id()).isEqualTo("" + i);
      assertThat(dataset.get(i).source()).isEqualTo(tokenizer.source("" + i).ids());
    }
  }

  @Test
  void noRowLeft_isReportedWithTheCounts() {
    TokenCollector collector = collector().add("x", "bridge", "").add("y", "bridge", null);

    assertThatThrownBy(collector::finish)
        .isInstanceOf(SummarizerException.class)
        .hasMessageStartingWith(
            "Data set: expected at least one row with an article and a summary, but none is left"
                + " (2 rows read, 2 dropped for a blank article or summary (ids x, y);")
        .hasMessageEndingWith("Check the file and the names of its columns.");
  }
}
