package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RougeAggregatorTest {
  private static final RougeScores LOW = scores(0.125);
  private static final RougeScores HIGH = scores(0.625);

  @Test
  void means_areTakenForEachPartApart() {
    RougeAggregator aggregator = new RougeAggregator();
    aggregator.add(LOW);
    aggregator.add(HIGH);

    RougeAggregate result = aggregator.aggregate();

    assertThat(result.count()).isEqualTo(2);
    assertThat(result.mean()).isEqualTo(scores(0.375));
  }

  @Test
  void meanF1_isMeanOfF1Values() {
    RougeAggregator aggregator = new RougeAggregator();
    aggregator.add(Rouge.score("one two", "one two"));
    aggregator.add(Rouge.score("one", "one two three four"));

    // F1 values 1 and 0.4; the mean precision 1 and recall 0.625 would give 0.769.
    assertThat(aggregator.aggregate().mean().rouge1()).isEqualTo(new RougeScore(1, 0.625, 0.7));
  }

  @Test
  void tenthsAddedManyTimes_loseNothing() {
    RougeScore tenth = new RougeScore(0.1, 0.1, 0.1);
    RougeScores tenths =
        new RougeScores(RougeProfile.ROUGE_SCORE, Map.of(RougeType.ROUGE_1, tenth), 0);
    RougeAggregator aggregator = new RougeAggregator();
    for (int i = 0; i < 1_000_000; i++) {
      aggregator.add(tenths);
    }

    // Plain addition would give 0.10000000000133288.
    assertThat(aggregator.aggregate().mean()).isEqualTo(tenths);
  }

  @Test
  void mergedAggregators_equalOne() {
    RougeAggregator one = new RougeAggregator();
    RougeAggregator left = new RougeAggregator();
    RougeAggregator right = new RougeAggregator();
    for (RougeScores scores : new RougeScores[] {LOW, HIGH, LOW}) {
      one.add(scores);
    }
    left.add(LOW);
    left.add(HIGH);
    right.add(LOW);

    left.merge(right);

    assertThat(left.aggregate().mean()).isEqualTo(one.aggregate().mean());
    assertThat(left.count()).isEqualTo(3);
    assertThat(right.count()).isEqualTo(1);
  }

  @Test
  void mergedPairs_standBehindThoseThatWereThere() {
    RougeAggregator left = numbered(0, 60);
    left.merge(numbered(60, 200));
    RougeAggregate merged = left.aggregate();

    assertThat(merged.count()).isEqualTo(200);
    assertThat(merged.textsWithoutTokens()).isEqualTo(200);
    assertThat(IntStream.range(0, 200).mapToObj(merged::pair))
        .extracting(scores -> scores.rouge1().precision())
        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> i / 256.0).toList());
  }

  /** The pairs from one number to another, each with a text without tokens. */
  private static RougeAggregator numbered(int from, int to) {
    RougeAggregator aggregator = new RougeAggregator();
    for (int i = from; i < to; i++) {
      aggregator.add(
          new RougeScores(
              RougeProfile.ROUGE_SCORE, Map.of(RougeType.ROUGE_1, score(i / 256.0)), 1));
    }
    return aggregator;
  }

  @Test
  void scoresMadeOtherwise_areNotMixed() {
    RougeAggregator aggregator = new RougeAggregator();
    aggregator.add(Rouge.score("a", "a"));
    RougeScores stemmed = RougeScorer.builder().stemming(true).build().score("a", "a");
    RougeAggregator other = new RougeAggregator();
    other.add(stemmed);

    assertThatThrownBy(() -> aggregator.add(stemmed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeAggregator: expected scores of [rouge1, rouge2, rougeL, rougeLsum] made with"
                + " profile ROUGE_SCORE as those added before, got [rouge1, rouge2, rougeL,"
                + " rougeLsum] made with profile ROUGE_SCORE, stemming; use one scorer for a"
                + " corpus");
    assertThatThrownBy(() -> aggregator.merge(other)).isInstanceOf(IllegalArgumentException.class);
    assertThat(aggregator.count()).isEqualTo(1);
    aggregator.merge(new RougeAggregator());
    assertThat(aggregator.count()).isEqualTo(1);
  }

  @Test
  void pairOutsideTheCorpus_isNamed() {
    RougeAggregator aggregator = new RougeAggregator();
    aggregator.add(LOW);

    assertThat(aggregator.aggregate().pair(0)).isEqualTo(LOW);
    assertThatThrownBy(() -> aggregator.aggregate().pair(1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("RougeAggregate pair: expected 0 to 0, got 1");
  }

  @Test
  void headline_isTheMeanOrTheMedianOfTheGivenBootstrap() {
    List<String> generated = IntStream.range(0, 30).mapToObj("a "::repeat).toList();
    List<String> references = Collections.nCopies(30, "a ".repeat(11));
    Bootstrap bootstrap = Bootstrap.defaults().seed(11).resamples(101);
    RougeAggregate mean = RougeScorer.builder().build().scoreAll(generated, references);
    RougeAggregate median =
        RougeScorer.builder(RougeProfile.EVALUATE).build().scoreAll(generated, references);

    assertThat(mean.headline(bootstrap)).isEqualTo(mean.mean());
    assertThat(median.headline(bootstrap)).isEqualTo(median.confidence(bootstrap).mid());
    assertThat(median.headline()).isEqualTo(median.confidence(Bootstrap.defaults()).mid());
    assertThat(List.of(median.mean(), median.headline()))
        .doesNotContain(median.headline(bootstrap));
  }

  @Test
  void aggregate_ofNothing_isAnError() {
    assertThatThrownBy(() -> new RougeAggregator().aggregate())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "RougeAggregator: expected at least one pair to average, got 0; call add(scores)"
                + " first");
  }

  /** Twelve different numbers, so that a mix-up shows; exact in binary, and so are their sums. */
  private static RougeScores scores(double base) {
    return new RougeScores(
        RougeProfile.ROUGE_SCORE,
        Map.of(
            RougeType.ROUGE_1, score(base),
            RougeType.ROUGE_2, score(base + 3 / 64.0),
            RougeType.ROUGE_L, score(base + 6 / 64.0),
            RougeType.ROUGE_LSUM, score(base + 9 / 64.0)),
        0);
  }

  private static RougeScore score(double base) {
    return new RougeScore(base, base + 1 / 64.0, base + 2 / 64.0);
  }
}
