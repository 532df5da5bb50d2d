package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.rouge.Bootstrap;
import io.summarizer.rouge.Rouge;
import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeComparison;
import io.summarizer.rouge.RougeScorer;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import io.summarizer.rouge.SentenceSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/rouge.md shows is what is compiled and run here. */
class RougeDocTest {
  @Test
  void the_code_runs() {
    List<String> references = List.of("the cat sat", "a dog ran");
    assertThat(code(List.of("a cat", "a dog"), List.of("the cat sat", "a dog runs"), references))
        .startsWith("<!DOCTYPE html>")
        .contains("rougeSU4");
  }

  @SuppressWarnings("SystemOut") // as a reader would
  private static String code(
      List<String> oldSummaries, List<String> newSummaries, List<String> references) {
    // page begins
    RougeScores scores = Rouge.score("the cat sat on the mat", "a cat sat on a mat");
    System.out.println(scores.rouge1()); // precision, recall, F1, each from 0 to 1

    RougeScorer scorer =
        RougeScorer.builder()
            .types(RougeType.ROUGE_1, RougeType.ROUGE_LSUM, RougeType.skipBigramUnigram(4))
            .stemming(true)
            .sentences(SentenceSplitter.ENGLISH) // T5 writes no line ends
            .build();
    RougeAggregate before = scorer.scoreAll(oldSummaries, references);
    RougeAggregate after = scorer.scoreAll(newSummaries, references);
    System.out.println(after.mean().rouge1().f1());
    System.out.println(after.confidence(Bootstrap.defaults().level(0.99)).low().rouge1().f1());
    System.out.println(RougeComparison.of(before, after)); // B better than A by ..., p = ...

    String page = scorer.explain(newSummaries.get(0), references.get(0)).toHtml();
    // page ends
    return page;
  }

  @Test
  void the_page_shows_this_code() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/summarizer/examples/RougeDocTest.java"));
    String begin = "// page begins\n";
    String shown =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // page ends"));
    assertThat(Files.readString(Path.of("../docs/rouge.md")))
        .contains("```java\n" + shown.stripTrailing().stripIndent() + "\n```");
  }
}
