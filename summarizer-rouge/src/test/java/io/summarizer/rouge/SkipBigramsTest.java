package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** ROUGE-S and ROUGE-SU by the paper; {@link Rouge155GoldenTest} compares with the program. */
class SkipBigramsTest {
  private static final RougeType ANY_GAP = RougeType.skipBigram();

  @Test
  void exampleOfThePaper_scoresAsThere() {
    // Section 5 of Lin (2004): three of six, one of six, and two of six pairs match.
    String reference = "police killed the gunman";

    assertThat(recall(ANY_GAP, "police kill the gunman", reference)).isEqualTo(0.5);
    assertThat(recall(ANY_GAP, "the gunman kill police", reference)).isEqualTo(1 / 6.0);
    assertThat(recall(ANY_GAP, "the gunman police killed", reference)).isEqualTo(2 / 6.0);
  }

  @Test
  void reversedTokens_scoreByTheirSingleTokensOnly() {
    String reference = "police killed the gunman";
    String generated = "gunman the killed police";

    assertThat(recall(ANY_GAP, generated, reference)).isZero();
    // Six pairs and four tokens, of which the tokens match.
    assertThat(recall(RougeType.skipBigramUnigram(), generated, reference)).isEqualTo(0.4);
  }

  @Test
  void gap_countsTheTokensBetween() {
    assertThat(recall(RougeType.skipBigram(0), "a b", "a x b")).isZero();
    // Of the pairs (a x), (x b), (a b).
    assertThat(recall(RougeType.skipBigram(1), "a b", "a x b")).isEqualTo(1 / 3.0);
  }

  @Property(tries = 500)
  void matches_equalThoseOfListedPairs(
      @ForAll("types") RougeType type,
      @ForAll("tokens") int[] generated,
      @ForAll("tokens") int[] reference) {
    List<List<Integer>> generatedUnits = units(type, generated);
    List<List<Integer>> unmatched = units(type, reference);
    int referenceUnits = unmatched.size();
    long matches = generatedUnits.stream().filter(unmatched::remove).count();

    assertThat(type.overlap(TokenPairs.pair(generated, reference)))
        .isEqualTo(new Overlap(matches, generatedUnits.size(), referenceUnits));
  }

  /** Every pair that a type counts and, as lists of one, every token. */
  private static List<List<Integer>> units(RougeType type, int[] tokens) {
    boolean unigrams = type.name().startsWith("rougeSU");
    String gap = type.name().substring("rougeS".length() + (unigrams ? 1 : 0));
    int maxGap = gap.equals("*") ? tokens.length : Integer.parseInt(gap);
    List<List<Integer>> units = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      if (unigrams) {
        units.add(List.of(tokens[i]));
      }
      for (int j = i + 1; j < tokens.length; j++) {
        if (j - i - 1 <= maxGap) {
          units.add(List.of(tokens[i], tokens[j]));
        }
      }
    }
    return units;
  }

  @Property(tries = 1000)
  void swappingTexts_swapsPrecisionAndRecall(
      @ForAll("types") RougeType type, @ForAll("tokens") int[] a, @ForAll("tokens") int[] b) {
    RougeScore forward = TokenPairs.score(type, a, b);
    RougeScore backward = TokenPairs.score(type, b, a);

    assertThat(backward.precision()).isEqualTo(forward.recall());
    assertThat(backward.recall()).isEqualTo(forward.precision());
    assertThat(backward.f1()).isCloseTo(forward.f1(), within(1e-15));
  }

  @Property(tries = 1000)
  void identicalTexts_scoreOne(@ForAll("types") RougeType type, @ForAll("tokens") int[] tokens) {
    Assume.that(!units(type, tokens).isEmpty());

    assertThat(TokenPairs.score(type, tokens, tokens)).isEqualTo(new RougeScore(1, 1, 1));
  }

  @Property(tries = 1000)
  void neighbours_areBigrams(@ForAll("tokens") int[] generated, @ForAll("tokens") int[] reference) {
    TextPair pair = TokenPairs.pair(generated, reference);

    assertThat(RougeType.skipBigram(0).overlap(pair)).isEqualTo(RougeType.ROUGE_2.overlap(pair));
  }

  @Property(tries = 1000)
  void gapAsLongAsTheTexts_isAnyGap(
      @ForAll("tokens") int[] generated,
      @ForAll("tokens") int[] reference,
      @ForAll @IntRange(min = 28, max = Integer.MAX_VALUE - 1) int gap) {
    TextPair pair = TokenPairs.pair(generated, reference);

    assertThat(RougeType.skipBigram(gap).overlap(pair)).isEqualTo(ANY_GAP.overlap(pair));
    assertThat(RougeType.skipBigramUnigram(gap).overlap(pair))
        .isEqualTo(RougeType.skipBigramUnigram().overlap(pair));
  }

  @Property(tries = 1000)
  void withSingleTokens_liesBetweenPairsAndTokens(
      @ForAll("tokens") int[] generated,
      @ForAll("tokens") int[] reference,
      @ForAll @IntRange(max = 30) int gap) {
    Assume.that(generated.length > 1 && reference.length > 1);
    RougeScore pairs = TokenPairs.score(RougeType.skipBigram(gap), generated, reference);
    RougeScore tokens = TokenPairs.score(RougeType.ROUGE_1, generated, reference);
    RougeScore both = TokenPairs.score(RougeType.skipBigramUnigram(gap), generated, reference);

    assertThat(both.precision())
        .isBetween(
            Math.min(pairs.precision(), tokens.precision()),
            Math.max(pairs.precision(), tokens.precision()));
    assertThat(both.recall())
        .isBetween(
            Math.min(pairs.recall(), tokens.recall()), Math.max(pairs.recall(), tokens.recall()));
  }

  @Property(tries = 1000)
  void pairsOfACommonSubsequence_allMatch(
      @ForAll("tokens") int[] generated, @ForAll("tokens") int[] reference) {
    int common = LongestCommonSubsequence.length(generated, reference);

    assertThat(ANY_GAP.overlap(TokenPairs.pair(generated, reference)).matches())
        .isGreaterThanOrEqualTo(common * (common - 1) / 2.0);
  }

  @Provide
  Arbitrary<RougeType> types() {
    Arbitrary<Integer> gaps = Arbitraries.integers().between(0, 30);
    return Arbitraries.oneOf(
        Arbitraries.of(ANY_GAP, RougeType.skipBigramUnigram()),
        gaps.map(RougeType::skipBigram),
        gaps.map(RougeType::skipBigramUnigram));
  }

  @Provide
  Arbitrary<int[]> tokens() {
    return TokenPairs.tokens(30);
  }

  private static double recall(RougeType type, String generated, String reference) {
    return RougeScorer.builder().types(type).build().score(generated, reference).get(type).recall();
  }
}
