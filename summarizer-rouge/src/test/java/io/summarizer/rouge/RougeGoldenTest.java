package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with rouge_score 0.1.2, to the last bit. */
class RougeGoldenTest {
  private static final int SCORES = 12;

  @Test
  void goldenFile_holdsAllPairs() {
    assertThat(Goldens.rows("rouge_pairs.tsv"))
        .hasSizeGreaterThanOrEqualTo(60)
        .allSatisfy(row -> assertThat(row).hasSize(2 + 2 * SCORES));
  }

  static Stream<Arguments> pairs() {
    return Goldens.rows("rouge_pairs.tsv").stream()
        .flatMap(
            row ->
                Stream.of(false, true)
                    .map(
                        stemming ->
                            Arguments.of(
                                Goldens.unescape(row[0]),
                                Goldens.unescape(row[1]),
                                stemming,
                                numbers(row, stemming))));
  }

  @ParameterizedTest(name = "{index} stemming={2}")
  @MethodSource("pairs")
  void scores_equalRougeScore(
      String generated, String reference, boolean stemming, List<Double> expected) {
    RougeScorer scorer = RougeScorer.builder().stemming(stemming).build();

    assertThat(numbers(scorer.score(generated, reference)))
        .as("generated <%s>, reference <%s>", generated, reference)
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{index} stemming={2}")
  @MethodSource("pairs")
  void scores_ofGivenSentences_equalThoseOfLines(
      String generated, String reference, boolean stemming, List<Double> expected) {
    RougeScorer scorer =
        RougeScorer.builder()
            .stemming(stemming)
            .sentences(text -> List.of(text.split("\n", -1)))
            .build();

    assertThat(numbers(scorer.score(generated, reference))).isEqualTo(expected);
  }

  private static List<Double> numbers(String[] row, boolean stemming) {
    int from = stemming ? 2 + SCORES : 2;
    return Stream.of(row).skip(from).limit(SCORES).map(Double::valueOf).toList();
  }

  private static List<Double> numbers(RougeScores scores) {
    return Stream.of(scores.rouge1(), scores.rouge2(), scores.rougeL(), scores.rougeLsum())
        .flatMap(score -> Stream.of(score.precision(), score.recall(), score.f1()))
        .toList();
  }
}
