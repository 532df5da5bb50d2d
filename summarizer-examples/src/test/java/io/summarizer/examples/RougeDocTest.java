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
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of docs/rouge.md; {@link PagesTest} holds the page against it. */
class RougeDocTest {
  @Test
  void the_code_runs() {
    List<String> references = List.of("the cat sat", "a dog ran");
    assertThat(code(List.of("a cat", "a dog"), List.of("the cat sat", "a dog runs"), references))
        .startsWith("<!DOCTYPE html>")
        .contains("rougeSU4");
  }

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
}
