package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static RougeAggregate corpus(double... f1) {
    RougeAggregator aggregator = new RougeAggregator();
    for (double x : f1) {
      aggregator.add(
          new RougeScores(
              RougeProfile.ROUGE_SCORE,
              Map.of(RougeType.ROUGE_1, new RougeScore(x / 2, x / 4, x)),
              0));
    }
    return aggregator.aggregate();
  }

  /** What rouge_score's unseeded BootstrapAggregator gives on average over many runs. */
  @Test
  void intervals_equalThoseOfRougeScoreUpToChance() {
    List<String[]> rows = Goldens.rows("rouge_intervals.tsv");
    RougeAggregate corpus =
        corpus(Arrays.stream(rows.get(0)).mapToDouble(Double::parseDouble).toArray());
    assertThat(rows).hasSize(5);
    for (String[] row : rows.subList(1, rows.size())) {
      Bootstrap bootstrap = Bootstrap.defaults().level(Double.parseDouble(row[0]));
      List<RougeConfidence> runs =
          LongStream.range(0, 200).mapToObj(s -> corpus.confidence(bootstrap.seed(s))).toList();

      // The standard error of the difference of two means of 200 runs is at most 0.0002.
      assertThat(meanF1(runs, RougeConfidence::low))
          .as("low at %s", row[0])
          .isCloseTo(Double.parseDouble(row[1]), within(6e-4));
      assertThat(meanF1(runs, RougeConfidence::mid))
          .as("mid at %s", row[0])
          .isCloseTo(Double.parseDouble(row[2]), within(6e-4));
      assertThat(meanF1(runs, RougeConfidence::high))
          .as("high at %s", row[0])
          .isCloseTo(Double.parseDouble(row[3]), within(6e-4));
      RougeScore low = runs.get(0).low().rouge1();
      assertThat(low.precision()).isCloseTo(low.f1() / 2, within(1e-12));
      assertThat(low.recall()).isCloseTo(low.f1() / 4, within(1e-12));
    }
  }

  private static double meanF1(
      List<RougeConfidence> runs, Function<RougeConfidence, RougeScores> end) {
    return runs.stream().mapToDouble(run -> end.apply(run).rouge1().f1()).average().orElseThrow();
  }

  @Test
  void sameSeed_givesTheSameInterval_anotherOneAnother() {
    RougeAggregate corpus = corpus(0.1, 0.3, 0.2, 0.9, 0.5, 0.4);
    RougeConfidence first = corpus.confidence(Bootstrap.defaults().seed(7));

    assertThat(corpus.confidence(Bootstrap.defaults().seed(7))).isEqualTo(first);
    assertThat(corpus.confidence(Bootstrap.defaults().seed(8)).low()).isNotEqualTo(first.low());
  }

  @Test
  void higherLevel_widensTheInterval() {
    RougeAggregate corpus = corpus(new Random(5).doubles(100).toArray());
    RougeConfidence narrow = corpus.confidence(Bootstrap.defaults().level(0.5));
    RougeConfidence wide = corpus.confidence(Bootstrap.defaults().level(0.99));

    assertThat(wide.low().rouge1().f1()).isLessThan(narrow.low().rouge1().f1());
    assertThat(wide.high().rouge1().f1()).isGreaterThan(narrow.high().rouge1().f1());
    assertThat(corpus.mean().rouge1().f1())
        .isBetween(narrow.low().rouge1().f1(), narrow.high().rouge1().f1());
  }

  @Test
  void onePair_hasAnIntervalOfNoWidth() {
    RougeConfidence confidence = corpus(0.25).confidence(Bootstrap.defaults());

    assertThat(confidence.low()).isEqualTo(confidence.high());
    assertThat(confidence.mid().rouge1()).isEqualTo(new RougeScore(0.125, 0.0625, 0.25));
  }

  @Test
  void headline_isTheFigureOfTheProfilesOrigin() {
    List<String> generated = List.of("one two", "one", "three four five");
    List<String> references = List.of("one two", "one two three four", "five");
    RougeAggregate exact = RougeScorer.builder().build().scoreAll(generated, references);
    RougeAggregate evaluate =
        RougeScorer.builder(RougeProfile.EVALUATE).build().scoreAll(generated, references);

    assertThat(exact.headline()).isEqualTo(exact.mean());
    assertThat(evaluate.mean().byType()).isEqualTo(exact.mean().byType());
    assertThat(evaluate.headline())
        .isEqualTo(evaluate.confidence(Bootstrap.defaults()).mid())
        .isNotEqualTo(evaluate.mean());
  }

  /** Of differences near a normal distribution, the bootstrap and Student's t agree. */
  @Test
  void pValue_isNearThatOfThePairedTTest() {
    Random random = new Random(11);
    for (double shift : new double[] {0, 0.01, 0.02, 0.03}) {
      double[] a = random.doubles(400, 0.2, 0.6).toArray();
      double[] b = Arrays.stream(a).map(x -> x + shift + 0.1 * random.nextGaussian()).toArray();
      double expected = new TTest().pairedTTest(clip(b), clip(a));

      RougeComparison.Difference difference =
          RougeComparison.of(
                  corpus(clip(a)), corpus(clip(b)), Bootstrap.defaults().resamples(20_000))
              .get(RougeType.ROUGE_1);

      assertThat(difference.pValue()).as("shift %s", shift).isCloseTo(expected, within(0.02));
      assertThat(difference.significant()).isEqualTo(difference.pValue() < 0.05);
    }
  }

  private static double[] clip(double[] values) {
    return Arrays.stream(values).map(x -> Math.min(1, Math.max(0, x))).toArray();
  }

  @Test
  void equallyGoodSystems_areRarelyFoundDifferent() {
    Random random = new Random(3);
    int found = 0;
    for (int run = 0; run < 400; run++) {
      RougeAggregate a = corpus(random.doubles(60).toArray());
      RougeAggregate b = corpus(random.doubles(60).toArray());
      if (RougeComparison.of(a, b, Bootstrap.defaults().seed(run))
          .get(RougeType.ROUGE_1)
          .significant()) {
        found++;
      }
    }
    // At 5 % one expects 20 of 400, with a standard deviation of 4.4.
    assertThat(found).isBetween(7, 36);
  }

  @Test
  void clearlyBetterSystem_isNamedInTheSentence() {
    RougeAggregate a = corpus(0.1, 0.2, 0.3, 0.4, 0.5, 0.25, 0.35, 0.15);
    RougeAggregate b = corpus(0.2, 0.3, 0.4, 0.5, 0.6, 0.35, 0.45, 0.25);

    assertThat(RougeComparison.of(a, b))
        .hasToString(
            "rouge1: B better than A by 0.1000 (95 % interval of B - A: 0.1000 to 0.1000),"
                + " p = 0.001");
    assertThat(RougeComparison.of(b, a).toString()).startsWith("rouge1: A better than B by 0.1000");
    assertThat(RougeComparison.of(a, b, Bootstrap.defaults().resamples(3000).level(0.57)))
        .hasToString(
            "rouge1: B better than A by 0.1000 (57 % interval of B - A: 0.1000 to 0.1000),"
                + " p < 0.001");
    assertThat(RougeComparison.of(a, a)).hasToString("rouge1: A and B score the same");
    assertThat(RougeComparison.of(a, a).get(RougeType.ROUGE_1).pValue()).isEqualTo(1);
  }

  @Test
  void intervalOfADifference_isThatOfTheDifferencesAsACorpus() {
    double[] scores = new Random(17).doubles(50).toArray();
    Bootstrap bootstrap = Bootstrap.defaults().level(0.8).seed(4);
    RougeConfidence expected = corpus(scores).confidence(bootstrap);

    RougeComparison comparison =
        RougeComparison.of(corpus(new double[50]), corpus(scores), bootstrap);
    RougeComparison.Difference difference = comparison.get(RougeType.ROUGE_1);

    assertThat(comparison.bootstrap()).isEqualTo(bootstrap);
    assertThat(difference.low()).isEqualTo(expected.low().rouge1().f1());
    assertThat(difference.high()).isEqualTo(expected.high().rouge1().f1());
  }

  @Test
  void eachType_isComparedByItsOwnF1() {
    List<String> references = List.of("one two three four", "five six seven eight");
    RougeScorer scorer = RougeScorer.builder().build();
    RougeAggregate a = scorer.scoreAll(List.of("one two", "eight seven six five"), references);
    RougeAggregate b = scorer.scoreAll(List.of("one two x three", "five six"), references);

    RougeComparison comparison = RougeComparison.of(a, b);

    assertThat(comparison.byType().keySet()).containsExactlyElementsOf(a.types());
    comparison
        .byType()
        .forEach(
            (type, difference) ->
                assertThat(difference.f1())
                    .isCloseTo(b.mean().get(type).f1() - a.mean().get(type).f1(), within(1e-15)));
  }

  @Test
  void differenceAsOftenByChanceAsTheShare_isNotSignificant() {
    RougeComparison.Difference difference = new RougeComparison.Difference(0.1, 0, 0.2, 0.05);

    assertThat(difference.significant()).isFalse();
    assertThat(difference.significant(0.051)).isTrue();
  }

  @Test
  void resultsOfDifferentProfiles_areNotCompared() {
    List<String> texts = List.of("walking the dog", "a cat");
    RougeAggregate plain = RougeScorer.builder().build().scoreAll(texts, texts);
    RougeAggregate stemmed = RougeScorer.builder().stemming(true).build().scoreAll(texts, texts);
    RougeAggregate evaluate =
        RougeScorer.builder(RougeProfile.EVALUATE).build().scoreAll(texts, texts);

    assertThatThrownBy(() -> RougeComparison.of(plain, stemmed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeComparison: expected two results of one profile, got ROUGE_SCORE and ROUGE_SCORE,"
                + " stemming; their numbers mean different things, score both with the same"
                + " settings");
    assertThatThrownBy(() -> RougeComparison.of(plain, evaluate))
        .hasMessageContaining("got ROUGE_SCORE and EVALUATE;");
  }

  @Test
  void resultsOfDifferentCorpora_areNotCompared() {
    assertThatThrownBy(() -> RougeComparison.of(corpus(0.1, 0.2), corpus(0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeComparison: expected two results over the same pairs, got 2 and 1 pairs; score"
                + " both systems on the same references in the same order");
    RougeAggregate other =
        RougeScorer.builder().types(RougeType.ROUGE_L).build().scoreAll(List.of("a"), List.of("a"));
    assertThatThrownBy(() -> RougeComparison.of(corpus(0.1), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeComparison: expected a type that both were measured with, got [rouge1] and"
                + " [rougeL]");
    assertThatThrownBy(() -> RougeComparison.of(corpus(0.1), corpus(0.2)).get(RougeType.ROUGE_2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RougeComparison: expected one of the compared types [rouge1], got rouge2");
  }

  @Test
  void badNumbers_areRejectedWhereSet() {
    assertThat(Bootstrap.defaults().resamples(100).resamples()).isEqualTo(100);
    assertThatThrownBy(() -> Bootstrap.defaults().resamples(99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Bootstrap resamples: expected at least 100, got 99; 1000 is customary, fewer than 100"
                + " say nothing about the ends");
    for (double level : new double[] {0, 1, 95, -0.5, Double.NaN}) {
      assertThatThrownBy(() -> Bootstrap.defaults().level(level))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Bootstrap level: expected a share above 0 and below 1, got "
                  + level
                  + "; 95 % is 0.95");
    }
    RougeComparison.Difference difference =
        RougeComparison.of(corpus(0.1), corpus(0.2)).get(RougeType.ROUGE_1);
    for (double share : new double[] {0, 1, 5, Double.NaN}) {
      assertThatThrownBy(() -> difference.significant(share))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Difference significant: expected a share above 0 and below 1, got "
                  + share
                  + "; 5 % is 0.05");
    }
  }
}
