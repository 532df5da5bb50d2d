package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases small enough to check by hand. */
class RougeTest {
  private static final RougeScore NOTHING = new RougeScore(0, 0, 0);

  @Test
  void generatedText_comesFirst() {
    RougeScores scores = Rouge.score("one two", "one two three four");

    // 2 of 2 generated tokens match, 2 of 4 reference tokens: F1 = 2 * 1 * 0.5 / 1.5.
    assertThat(scores.rouge1()).isEqualTo(new RougeScore(1, 0.5, 1 / 1.5));
    // 1 of 1 generated pairs, 1 of 3 reference pairs.
    assertThat(scores.rouge2()).isEqualTo(new RougeScore(1, 1 / 3.0, 0.5));
  }

  @Test
  void oneWordTooMuch_costsPrecision() {
    RougeScores scores =
        Rouge.score(
            "I absolutely loved reading the Hunger Games", "I loved reading the Hunger Games");

    assertThat(scores.rouge1().recall()).isEqualTo(6 / 6.0);
    assertThat(scores.rouge1().precision()).isEqualTo(6 / 7.0);
    assertThat(scores.rouge1().f1()).isCloseTo(12 / 13.0, within(1e-15));
    assertThat(scores.rouge1().precision()).isCloseTo(0.8571, within(5e-5));
    assertThat(scores.rouge1().f1()).isCloseTo(0.923, within(5e-4));
    assertThat(scores.rougeL()).isEqualTo(scores.rouge1());
  }

  @Test
  void repeatedToken_countsAsOftenAsInBoth() {
    assertThat(Rouge.score("a a a a", "a a").rouge1()).isEqualTo(new RougeScore(0.5, 1, 1 / 1.5));
  }

  @Test
  void reversedTokens_shareOneTokenInOrder() {
    RougeScores scores = Rouge.score("three two one", "one two three");

    assertThat(scores.rouge1()).isEqualTo(new RougeScore(1, 1, 1));
    assertThat(scores.rouge2()).isEqualTo(NOTHING);
    assertThat(scores.rougeL()).isEqualTo(new RougeScore(1 / 3.0, 1 / 3.0, 1 / 3.0));
  }

  @Test
  void swappedSentences_lowerRougeLOnly() {
    RougeScores scores = Rouge.score("a b\nc d", "c d\na b");

    assertThat(scores.rougeL()).isEqualTo(new RougeScore(0.5, 0.5, 0.5));
    assertThat(scores.rougeLsum()).isEqualTo(new RougeScore(1, 1, 1));
  }

  @Test
  void unionLcs_matchesPaperExample() {
    // Section 3.2 of Lin (2004): the union of (w1 w2) and (w1 w3 w5) covers 4 of 5 tokens.
    RougeScore score = Rouge.score("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5").rougeLsum();

    assertThat(score.recall()).isEqualTo(0.8);
    assertThat(score.precision()).isEqualTo(0.4);
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "'', one", "one, ''", "'?! ...', one", "one, ' -- '", "猫が座った, 猫が座った"})
  void textWithoutTokens_scoresZero(String generated, String reference) {
    RougeScores scores = Rouge.score(generated, reference);

    assertThat(scores.byType().values()).hasSize(4).containsOnly(NOTHING);
    assertThat(scores.textsWithoutTokens()).isBetween(1L, 2L);
  }

  @Test
  @SuppressWarnings("NullAway") // callers outside NullAway's reach may pass null
  void nullText_isNamed() {
    assertThatThrownBy(() -> Rouge.score(null, "one"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("RougePair generated: expected a text, got null; pass \"\" for an empty one");
    assertThatThrownBy(() -> Rouge.score("one", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("RougePair reference: expected a text, got null; pass \"\" for an empty one");
    assertThatThrownBy(() -> new RougePair("one", Arrays.asList("one", null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("RougePair reference: expected a text, got null; pass \"\" for an empty one");
  }

  @Test
  void scoreOutsideFraction_isRejected() {
    assertThatThrownBy(() -> new RougeScore(-0.1, 0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeScore precision: expected a fraction from 0 to 1, got -0.1; divide a percentage"
                + " by 100");
    assertThatThrownBy(() -> new RougeScore(0.5, 41.2, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeScore recall: expected a fraction from 0 to 1, got 41.2; divide a percentage by"
                + " 100");
    assertThatThrownBy(() -> new RougeScore(0.5, 0.5, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("RougeScore f1: expected a fraction from 0 to 1, got NaN");
  }
}
