package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with what ROUGE-1.5.5.pl prints: see make_rouge155_goldens.py. */
class Rouge155GoldenTest {
  private static final List<RougeType> TYPES =
      Stream.of("1", "2", "3", "4", "Lsum", "W1.2", "S0", "S4", "S*", "SU4", "SU*")
          .map(suffix -> RougeType.parse("rouge" + suffix))
          .toList();

  private static final int SCORES = 3 * TYPES.size();
  private static final int REFERENCES = 2 + 2 * SCORES;

  private static final List<Row> ROWS =
      Goldens.rows("rouge155_pairs.tsv").stream().map(Row::of).toList();

  private record Row(boolean average, RougePair pair, List<String> scores) {
    static Row of(String[] fields) {
      String[] references = Arrays.copyOfRange(fields, REFERENCES, fields.length);
      return new Row(
          fields[0].equals("A"),
          new RougePair(
              Goldens.unescape(fields[1]), Stream.of(references).map(Goldens::unescape).toList()),
          List.of(fields).subList(2, REFERENCES));
    }

    /** Precision, recall and F1 as printed; blank where the program gives none. */
    List<String> printed(RougeType type, boolean stemming) {
      int at = (stemming ? SCORES : 0) + 3 * TYPES.indexOf(type);
      return scores.subList(at, at + 3);
    }
  }

  @Test
  void goldenFile_holdsPairsOfBothFormulas() {
    assertThat(ROWS).filteredOn(Row::average).hasSizeGreaterThanOrEqualTo(300);
    assertThat(ROWS).filteredOn(row -> !row.average()).hasSizeGreaterThanOrEqualTo(90);
  }

  @ParameterizedTest
  @EnumSource(names = {"AVERAGE", "BEST_RECALL"})
  void scores_equalThePrintedOnes(MultiReference references) {
    boolean average = references == MultiReference.AVERAGE;
    List<Row> rows = ROWS.stream().filter(row -> row.average() == average).toList();
    for (boolean stemming : new boolean[] {false, true}) {
      RougeScorer scorer = scorer(stemming, references);
      for (Row row : rows) {
        RougeScores scores = scorer.score(row.pair());
        for (RougeType type : TYPES) {
          List<String> printed = row.printed(type, stemming);
          if (!printed.get(0).isEmpty()) {
            assertThat(asPrinted(scores.get(type)))
                .as("%s, stemming %s, %s", type, stemming, row.pair())
                .isEqualTo(printed);
            assertThat(scores.get(type).f1())
                .isCloseTo(Double.parseDouble(printed.get(2)), within(0.000015));
          }
        }
      }
    }
  }

  /** The program prints the mean of the means of resamples, which chance moves off the mean. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void means_lieNearThePrintedOnes(boolean stemming) {
    RougeScores means =
        scorer(stemming, MultiReference.AVERAGE)
            .scoreAll(ROWS.stream().filter(Row::average).map(Row::pair))
            .headline();
    List<String[]> printed =
        Goldens.rows("rouge155_means.tsv").stream()
            .filter(row -> Boolean.parseBoolean(row[0]) == stemming)
            .toList();

    assertThat(printed).hasSize(TYPES.size() - 1);
    for (String[] row : printed) {
      RougeScore mean = means.get(RougeType.parse(row[1]));
      assertThat(mean.precision()).isCloseTo(Double.parseDouble(row[2]), within(0.002));
      assertThat(mean.recall()).isCloseTo(Double.parseDouble(row[3]), within(0.002));
      assertThat(mean.f1()).isCloseTo(Double.parseDouble(row[4]), within(0.002));
    }
  }

  /** The types that have no conventions to choose from, and no stemmer: any profile agrees. */
  @Test
  void skipBigrams_equalThePrintedOnesInEachProfile() {
    RougeType[] types = {RougeType.skipBigram(0), RougeType.skipBigram(4), RougeType.skipBigram()};
    RougeScorer scorer =
        RougeScorer.builder().types(types).references(MultiReference.AVERAGE).build();

    assertThat(ROWS)
        .filteredOn(Row::average)
        .allSatisfy(
            row -> {
              RougeScores scores = scorer.score(row.pair());
              for (RougeType type : types) {
                assertThat(asPrinted(scores.get(type))).isEqualTo(row.printed(type, false));
              }
            });
  }

  /**
   * On single sentences the program marks the paper's subsequence, but counts runs in the reference
   * only; and it weights the reference twice.
   */
  @Test
  void weightedLcsOfThePaper_isNeverAboveThatOfTheProgram() {
    RougeType type = RougeType.weightedLcs(1.2);
    RougeScorer paper = RougeScorer.builder().types(type).build();
    List<Row> singleSentences =
        ROWS.stream()
            .filter(row -> row.average() && row.pair().references().size() == 1)
            .filter(row -> !row.printed(type, false).get(0).isEmpty())
            .filter(row -> !(row.pair().generated() + row.pair().references()).contains("\n"))
            .toList();
    int equal = 0;
    for (Row row : singleSentences) {
      double ours = paper.score(row.pair()).get(type).precision();
      double printed = Double.parseDouble(row.printed(type, false).get(0));
      assertThat(ours).as(row.toString()).isLessThanOrEqualTo(printed + 0.000005);
      if (ours > 0 && Math.abs(ours - printed) <= 0.000005) {
        equal++;
      }
    }
    assertThat(singleSentences).hasSizeGreaterThan(100);
    assertThat(equal).isGreaterThan(50);
  }

  private static RougeScorer scorer(boolean stemming, MultiReference references) {
    return RougeScorer.builder(RougeProfile.ROUGE_155)
        .types(TYPES.toArray(RougeType[]::new))
        .stemming(stemming)
        .references(references)
        .build();
  }

  /** Five digits of precision and recall, and of the F1 of these rounded two. */
  private static List<String> asPrinted(RougeScore score) {
    double precision = Double.parseDouble(fiveDigits(score.precision()));
    double recall = Double.parseDouble(fiveDigits(score.recall()));
    double f1 = precision + recall > 0 ? precision * recall / (0.5 * precision + 0.5 * recall) : 0;
    return Stream.of(precision, recall, f1).map(Rouge155GoldenTest::fiveDigits).toList();
  }

  private static String fiveDigits(double number) {
    return new BigDecimal(number).setScale(5, RoundingMode.HALF_EVEN).toPlainString();
  }
}
