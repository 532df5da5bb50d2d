package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares with rouge_score 0.1.2, to the last bit. */
class RougeGoldenTest {
  private static final List<RougeType> TYPES = RougeProfile.ROUGE_SCORE.types();
  private static final int SCORES = 3 * TYPES.size();
  private static final String SAME_WITH_STEMMING = "=";

  @Test
  void goldenFiles_holdAllPairs() {
    assertThat(Goldens.rows("rouge_pairs.tsv")).hasSizeGreaterThan(2000);
    assertThat(Goldens.rows("rouge_references.tsv")).hasSizeGreaterThanOrEqualTo(300);
    assertThat(Goldens.rows("rouge_ngrams.tsv")).hasSizeGreaterThan(200);
    assertThat(Goldens.rows("t5_pairs.tsv")).hasSizeGreaterThan(200);
  }

  @Test
  void scores_equalRougeScore() {
    RougeScorer plain = RougeScorer.builder().build();
    RougeScorer stemming = RougeScorer.builder().stemming(true).build();
    eachRow(
        "rouge_pairs.tsv",
        row -> {
          assertScores(plain, row, numbers(row, 2, SCORES));
          assertScores(stemming, row, numbers(row, stemmedFrom(row), SCORES));
        });
  }

  @Test
  void scores_ofGivenSentences_equalThoseOfLines() {
    RougeScorer scorer =
        RougeScorer.builder()
            .stemming(true)
            .sentences(text -> List.of(text.split("\n", -1)))
            .build();
    eachRow(
        "rouge_pairs.tsv",
        row -> assertScores(scorer, row, numbers(row, stemmedFrom(row), SCORES)));
  }

  @Test
  void longNGrams_equalRougeScore() {
    RougeScorer scorer =
        RougeScorer.builder()
            .types(IntStream.rangeClosed(3, 9).mapToObj(RougeType::n).toArray(RougeType[]::new))
            .build();
    eachRow("rouge_ngrams.tsv", row -> assertScores(scorer, row, numbers(row, 2, row.length - 2)));
  }

  @Test
  void bestOfSeveralReferences_equalsScoreMulti() {
    RougeScorer scorer = RougeScorer.builder().stemming(true).build();
    eachRow(
        "rouge_references.tsv",
        row -> {
          List<String> references =
              Arrays.stream(row[1].split("\\|", -1)).map(Goldens::unescape).toList();
          assertThat(references).hasSizeGreaterThan(1);
          assertThat(numbers(scorer.score(new RougePair(Goldens.unescape(row[0]), references))))
              .as("generated <%s>, references %s", row[0], references)
              .isEqualTo(numbers(row, 2, SCORES));
        });
  }

  @Test
  void t5Profile_equalsItsPreparationOfTexts() {
    RougeScorer scorer = RougeScorer.builder(RougeProfile.T5_PAPER).build();
    eachRow("t5_pairs.tsv", row -> assertScores(scorer, row, numbers(row, 2, row.length - 2)));
  }

  private interface RowCheck {
    void accept(String[] row);
  }

  private static void eachRow(String file, RowCheck check) {
    Goldens.rows(file).forEach(check::accept);
  }

  private static void assertScores(RougeScorer scorer, String[] row, List<Double> expected) {
    String generated = Goldens.unescape(row[0]);
    String reference = Goldens.unescape(row[1]);
    assertThat(numbers(scorer.score(generated, reference)))
        .as("generated <%s>, reference <%s>, %s", generated, reference, scorer.profile())
        .isEqualTo(expected);
  }

  private static int stemmedFrom(String[] row) {
    return row[2 + SCORES].equals(SAME_WITH_STEMMING) ? 2 : 2 + SCORES;
  }

  private static List<Double> numbers(String[] row, int from, int count) {
    return Arrays.stream(row, from, from + count).map(Double::valueOf).toList();
  }

  private static List<Double> numbers(RougeScores scores) {
    return scores.byType().values().stream()
        .flatMap(score -> Stream.of(score.precision(), score.recall(), score.f1()))
        .toList();
  }
}
