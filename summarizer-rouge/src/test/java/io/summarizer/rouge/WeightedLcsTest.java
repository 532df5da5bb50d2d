package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** ROUGE-W by the paper; {@link Rouge155GoldenTest} compares with the program. */
class WeightedLcsTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void exampleOfThePaper_prefersNeighbours() {
    // Section 4 of Lin (2004): both texts share A B C D, the first of them as a run.
    RougeType type = RougeType.weightedLcs(2);
    RougeScorer scorer = RougeScorer.builder().types(RougeType.ROUGE_L, type).build();
    RougeScores run = scorer.score("a b c d h i k", "a b c d e f g");
    RougeScores scattered = scorer.score("a h b k c i d", "a b c d e f g");

    assertThat(run.rougeL()).isEqualTo(scattered.rougeL());
    // The square root of 4 squared out of 7 squared, and of four times 1.
    assertThat(run.get(type).f1()).isCloseTo(4 / 7.0, within(ROUNDING));
    assertThat(scattered.get(type).f1()).isCloseTo(2 / 7.0, within(ROUNDING));
  }

  @Test
  void matchMet_isTakenThoughItBreaksARun() {
    int[] generated = {0, 1};
    int[] reference = {0, 1, 1};

    // As a run of two, 0 1 would count 4; the program pairs the last tokens.
    assertThat(weights(generated, reference, 2)).contains(2.0, 4.0);
    assertThat(matches(2, generated, reference)).isEqualTo(2);
  }

  @Property(tries = 500)
  void matches_equalThePaperProgram(
      @ForAll("weights") double weight,
      @ForAll("tokens") int[] generated,
      @ForAll("tokens") int[] reference) {
    double[][] count = new double[generated.length + 1][reference.length + 1];
    int[][] run = new int[generated.length + 1][reference.length + 1];
    for (int i = 1; i <= generated.length; i++) {
      for (int j = 1; j <= reference.length; j++) {
        if (generated[i - 1] == reference[j - 1]) {
          int k = run[i - 1][j - 1];
          count[i][j] = count[i - 1][j - 1] + Math.pow(k + 1, weight) - Math.pow(k, weight);
          run[i][j] = k + 1;
        } else {
          count[i][j] = Math.max(count[i - 1][j], count[i][j - 1]);
        }
      }
    }

    assertThat(matches(weight, generated, reference))
        .isCloseTo(count[generated.length][reference.length], within(1e-9));
  }

  @Property(tries = 500)
  void matches_areTheCountOfACommonSubsequence(
      @ForAll("few") int[] generated, @ForAll("few") int[] reference) {
    double matches = matches(1.5, generated, reference);

    assertThat(weights(generated, reference, 1.5))
        .anySatisfy(weight -> assertThat(weight).isCloseTo(matches, within(ROUNDING)));
  }

  /** What each common subsequence counts, in each way in which it lies in the two texts. */
  private static Set<Double> weights(int[] generated, int[] reference, double weight) {
    Set<Double> weights = new TreeSet<>();
    addWeights(generated, reference, weight, 0, 0, 0, 0, weights);
    return weights;
  }

  private static void addWeights(
      int[] generated,
      int[] reference,
      double weight,
      int i,
      int j,
      int run,
      double before,
      Set<Double> weights) {
    weights.add(before + Math.pow(run, weight));
    for (int nextI = i; nextI < generated.length; nextI++) {
      for (int nextJ = j; nextJ < reference.length; nextJ++) {
        if (generated[nextI] == reference[nextJ]) {
          boolean neighbours = run > 0 && nextI == i && nextJ == j;
          addWeights(
              generated,
              reference,
              weight,
              nextI + 1,
              nextJ + 1,
              neighbours ? run + 1 : 1,
              neighbours ? before : before + Math.pow(run, weight),
              weights);
        }
      }
    }
  }

  @Property(tries = 300)
  void swappingTexts_swapsPrecisionAndRecall(
      @ForAll("weights") double weight, @ForAll("tokens") int[] a, @ForAll("tokens") int[] b) {
    RougeScore forward = score(weight, a, b);
    RougeScore backward = score(weight, b, a);

    assertThat(backward.precision()).isCloseTo(forward.recall(), within(ROUNDING));
    assertThat(backward.recall()).isCloseTo(forward.precision(), within(ROUNDING));
    assertThat(backward.f1()).isCloseTo(forward.f1(), within(ROUNDING));
  }

  @Property(tries = 300)
  void identicalTexts_scoreOne(@ForAll("weights") double weight, @ForAll("tokens") int[] tokens) {
    Assume.that(tokens.length > 0);
    RougeScore score = score(weight, tokens, tokens);

    assertThat(score.precision()).isCloseTo(1, within(ROUNDING));
    assertThat(score.recall()).isCloseTo(1, within(ROUNDING));
    assertThat(score.f1()).isCloseTo(1, within(ROUNDING));
  }

  @Property(tries = 500)
  void score_liesBelowRougeLButNotFar(
      @ForAll("weights") double weight,
      @ForAll("tokens") int[] generated,
      @ForAll("tokens") int[] reference) {
    RougeScore plain = TokenPairs.score(RougeType.ROUGE_L, generated, reference);
    RougeScore weighted = score(weight, generated, reference);

    assertThat(weighted.precision()).isLessThanOrEqualTo(plain.precision() + ROUNDING);
    assertThat(weighted.recall()).isLessThanOrEqualTo(plain.recall() + ROUNDING);
    assertThat(weighted.f1()).isLessThanOrEqualTo(plain.f1() + ROUNDING);
    // Least if no two matches are neighbours.
    double common = LongestCommonSubsequence.length(generated, reference);
    double least = Math.pow(common, 1 / weight) / Math.max(reference.length, 1);
    assertThat(weighted.recall()).isGreaterThanOrEqualTo(least - ROUNDING);
  }

  @Provide
  Arbitrary<Double> weights() {
    return Arbitraries.doubles().between(1, false, 4, true);
  }

  @Provide
  Arbitrary<int[]> tokens() {
    return TokenPairs.tokens(30);
  }

  @Provide
  Arbitrary<int[]> few() {
    return TokenPairs.tokens(7);
  }

  private static double matches(double weight, int[] generated, int[] reference) {
    return RougeType.weightedLcs(weight).overlap(TokenPairs.pair(generated, reference)).matches();
  }

  private static RougeScore score(double weight, int[] generated, int[] reference) {
    return TokenPairs.score(RougeType.weightedLcs(weight), generated, reference);
  }
}
