package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What sets ROUGE_155 apart, in cases small enough to check by hand. */
class Rouge155Test {
  @Test
  void types_areThoseThatPapersPrint() {
    RougeScorer scorer = RougeScorer.builder(RougeProfile.ROUGE_155).build();

    assertThat(scorer.score("a", "a").byType())
        .containsOnlyKeys(RougeType.ROUGE_1, RougeType.ROUGE_2, RougeType.ROUGE_LSUM);
    assertThat(RougeProfile.named("ROUGE_155")).isSameAs(RougeProfile.ROUGE_155);
  }

  @Test
  void stemming_isOnAndPortersOwn() {
    RougeScorer.Builder profile = RougeScorer.builder(RougeProfile.ROUGE_155);

    assertThat(rouge1(profile, "dies", "die")).isZero();
    assertThat(rouge1(profile.stemming(true), "walks dies", "walking die")).isEqualTo(0.5);
    assertThat(rouge1(RougeScorer.builder().stemming(true), "dies", "die")).isEqualTo(1);
    assertThat(rouge1(profile.stemming(false), "walks", "walking")).isZero();
    assertThat(profile.stemming(false).build().profile()).hasToString("ROUGE_155, no stemming");
    assertThat(profile.stemming(false).stemming(true).build().profile())
        .isEqualTo(RougeProfile.ROUGE_155);
  }

  @Test
  void skipBigramsWithUnigrams_leaveOutTheLastToken() {
    RougeType type = RougeType.skipBigramUnigram(4);

    assertThat(score(type, "a", "a").f1()).isZero();
    // The pair (a b) and the token a of either text; b stands last in one and not in the other.
    assertThat(score(type, "a b", "a b c").recall()).isEqualTo(2 / 5.0);
    assertThat(score(type, "a b", "a b c").precision()).isEqualTo(1);
    assertThat(plain(type, "a b", "a b c").recall()).isEqualTo(3 / 6.0);
  }

  @Test
  void weightedLcs_weighsTheReferenceTwice() {
    RougeScore same = score(RougeType.weightedLcs(2), "a b c", "a b c");

    // (3 squared out of 3 squared squared) to the power of 1/2.
    assertThat(same.precision()).isEqualTo(1);
    assertThat(same.recall()).isCloseTo(1 / 3.0, within(1e-15));
  }

  @Test
  void weightedLcs_findsRunsInTheReferenceOnly() {
    RougeType type = RougeType.weightedLcs(2);

    // A run of two in the reference, out of three squared.
    assertThat(score(type, "a x b", "a b").precision()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(plain(type, "a x b", "a b").precision()).isCloseTo(Math.sqrt(2) / 3, within(1e-15));
  }

  @Test
  void severalReferences_areAveragedUnlessToldOtherwise() {
    RougePair pair = new RougePair("a b", List.of("a b c d e f", "a"));
    RougeScorer.Builder builder =
        RougeScorer.builder(RougeProfile.ROUGE_155).types(RougeType.ROUGE_1);

    // 2 of 2 and 1 of 2 tokens; 2 of 6 and 1 of 1.
    assertThat(builder.build().score(pair).rouge1()).isEqualTo(RougeScore.of(3, 4, 7));
    assertThat(builder.references(MultiReference.BEST).build().score(pair).rouge1())
        .isEqualTo(RougeScore.of(1, 2, 1));
    assertThat(builder.references(MultiReference.BEST_RECALL).build().score(pair).rouge1())
        .isEqualTo(RougeScore.of(1, 2, 1));
  }

  @Test
  void bestRecall_takesAReferenceWithALowerF1() {
    RougePair pair = new RougePair("a b c d", List.of("a b c e f", "d"));
    RougeScorer.Builder builder = RougeScorer.builder().types(RougeType.ROUGE_1);

    assertThat(builder.references(MultiReference.BEST).build().score(pair).rouge1())
        .isEqualTo(RougeScore.of(3, 4, 5));
    assertThat(builder.references(MultiReference.BEST_RECALL).build().score(pair).rouge1())
        .isEqualTo(RougeScore.of(1, 4, 1));
  }

  @Test
  void linesOfTheReference_areItsSentences() {
    // By line, both reference sentences match in full, whatever their order.
    assertThat(score(RougeType.ROUGE_LSUM, "c d\na b", "a b\nc d").f1()).isEqualTo(1);
    assertThat(score(RougeType.ROUGE_LSUM, "c d a b", "a b\nc d").f1()).isEqualTo(1);
    assertThat(score(RougeType.ROUGE_LSUM, "c d a b", "a b c d").f1()).isEqualTo(0.5);
  }

  private static double rouge1(RougeScorer.Builder builder, String generated, String reference) {
    return builder.build().score(generated, reference).rouge1().f1();
  }

  private static RougeScore score(RougeType type, String generated, String reference) {
    return RougeScorer.builder(RougeProfile.ROUGE_155)
        .types(type)
        .build()
        .score(generated, reference)
        .get(type);
  }

  private static RougeScore plain(RougeType type, String generated, String reference) {
    return RougeScorer.builder().types(type).build().score(generated, reference).get(type);
  }
}
