package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.rouge.RougeUnit.Token;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Explanations small enough to check by hand. */
class RougeExplanationTest {
  private static final String GENERATED = "I absolutely loved reading the Hunger Games";
  private static final String REFERENCE = "I loved reading the Hunger Games";

  @Test
  void oneWordTooMany_isTheExtraToken() {
    RougeAlignment tokens = explain(RougeType.ROUGE_1, GENERATED, REFERENCE);

    assertThat(tokens.score()).isEqualTo(Rouge.score(GENERATED, REFERENCE).rouge1());
    assertThat(matched(tokens)).containsExactly("i", "loved", "reading", "the", "hunger", "games");
    assertThat(compared(tokens.extra())).containsExactly("absolutely");
    assertThat(tokens.missed()).isEmpty();
  }

  @Test
  void oneWordTooMany_breaksOnePairIntoTwo() {
    RougeAlignment pairs = explain(RougeType.ROUGE_2, GENERATED, REFERENCE);

    assertThat(matched(pairs))
        .containsExactly("loved reading", "reading the", "the hunger", "hunger games");
    assertThat(compared(pairs.extra())).containsExactly("i absolutely", "absolutely loved");
    assertThat(compared(pairs.missed())).containsExactly("i loved");
  }

  @Test
  void token_hasItsSpellingAndPlace() {
    RougeAlignment tokens = explain(RougeType.ROUGE_1, GENERATED, REFERENCE);

    RougeAlignment.Match games = tokens.matched().get(5);
    assertThat(games.generated().tokens())
        .containsExactly(new Token("games", "Games", OptionalInt.of(38)));
    assertThat(games.reference().tokens())
        .containsExactly(new Token("games", "Games", OptionalInt.of(27)));
    assertThat(games.reference().tokens().get(0).end()).hasValue(32);
  }

  @Test
  void stemmedToken_keepsItsSpelling() {
    RougeAlignment.Match match =
        RougeScorer.builder()
            .stemming(true)
            .build()
            .explain("Walking!", "She walks.")
            .get(RougeType.ROUGE_1)
            .matched()
            .get(0);

    assertThat(match.generated().compared()).isEqualTo("walk");
    assertThat(match.generated().original()).isEqualTo("Walking");
    assertThat(match.reference().original()).isEqualTo("walks");
  }

  @Test
  void repeatedToken_matchesItsFirstOccurrences() {
    RougeAlignment tokens = explain(RougeType.ROUGE_1, "a b a a", "a c a");

    assertThat(starts(tokens)).containsExactly("0-0", "4-4");
    assertThat(tokens.extra()).extracting(unit -> start(unit)).containsExactly(2, 6);
    assertThat(compared(tokens.missed())).containsExactly("c");
  }

  @Test
  void subsequence_isTheOneThatRougeScoreFinds() {
    // Both "a" and "b" are a longest one; read from the end, the reference's last token is dropped.
    RougeAlignment tokens = explain(RougeType.ROUGE_L, "b a", "a b");

    assertThat(matched(tokens)).containsExactly("a");
    assertThat(compared(tokens.missed())).containsExactly("b");
    assertThat(compared(tokens.extra())).containsExactly("b");
  }

  @Test
  void summarySubsequence_isTheUnionOverSentences() {
    // Section 3.2 of Lin (2004).
    RougeAlignment tokens =
        explain(RougeType.ROUGE_LSUM, "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5");

    assertThat(matched(tokens)).containsExactly("w1", "w2", "w3", "w5");
    assertThat(compared(tokens.missed())).containsExactly("w4");
    // w1 occurs in both; its partner stands in the longer of the two subsequences.
    assertThat(starts(tokens)).containsExactly("15-0", "3-3", "18-6", "27-12");
  }

  @Test
  void summaryTokenWhosePartnerIsTaken_takesTheNextEqualOne() {
    // Both reference sentences align with the first "a" only; the count lets the last one match.
    RougeAlignment tokens = explain(RougeType.ROUGE_LSUM, "a x\nb a y", "a x\na x");

    assertThat(tokens.score().recall()).isEqualTo(0.75);
    assertThat(starts(tokens)).containsExactly("0-0", "2-2", "6-4");
    assertThat(compared(tokens.missed())).containsExactly("x");
    assertThat(compared(tokens.extra())).containsExactly("b", "y");
  }

  @Test
  void summaryTokensWhosePartnerIsTaken_takeDifferentOnes() {
    // All three reference sentences align with the first "a" only.
    RougeAlignment tokens = explain(RougeType.ROUGE_LSUM, "a x\nb a y\nc a z", "a x\na x\na x");

    assertThat(starts(tokens)).containsExactly("0-0", "2-2", "6-4", "12-8");
  }

  @Test
  void skipBigrams_matchInBothTokens() {
    RougeAlignment pairs = explain(RougeType.skipBigram(), "a c", "b c");

    assertThat(pairs.matched()).isEmpty();
    assertThat(compared(pairs.missed())).containsExactly("b c");
    assertThat(compared(pairs.extra())).containsExactly("a c");
  }

  @Test
  void skipBigrams_areListedByTheirFirstToken() {
    RougeAlignment pairs = explain(RougeType.skipBigramUnigram(1), "a b c", "a c b");

    assertThat(matched(pairs)).containsExactly("a", "a c", "a b", "c", "b");
    assertThat(compared(pairs.missed())).containsExactly("c b");
    assertThat(compared(pairs.extra())).containsExactly("b c");
  }

  @Test
  void weightedSubsequence_comesInRuns() {
    // Section 4 of Lin (2004): both share A B C D, in one run or in four.
    RougeType type = RougeType.weightedLcs(1.2);
    RougeAlignment together = explain(type, "A B C D H I K", "A B C D E F G");
    RougeAlignment scattered = explain(type, "A H B K C I D", "A B C D E F G");

    assertThat(together.runs()).extracting(List::size).containsExactly(4);
    assertThat(scattered.runs()).extracting(List::size).containsExactly(1, 1, 1, 1);
    assertThat(together.runs().get(0)).isEqualTo(together.matched());
    assertThat(together.score().f1()).isGreaterThan(scattered.score().f1());
  }

  @Test
  void weightedSubsequence_onATie_dropsTheLastReferenceToken() {
    RougeAlignment tokens = explain(RougeType.weightedLcs(1.2), "b a", "a b");

    assertThat(starts(tokens)).containsExactly("2-0");
  }

  @Test
  void textsWithoutTokens_explainAsNothing() {
    RougeScorer.builder().build().explain("", "?!").byType().values().stream()
        .forEach(
            alignment -> {
              assertThat(alignment.matched()).isEmpty();
              assertThat(alignment.missed()).isEmpty();
              assertThat(alignment.extra()).isEmpty();
              assertThat(alignment.runs()).isEmpty();
            });
  }

  @Test
  void sentenceThatTheTextHolds_givesItsTokensPlaces() {
    RougeAlignment tokens =
        RougeScorer.builder(RougeProfile.T5_PAPER)
            .build()
            .explain("one . one", "one . two . one")
            .get(RougeType.ROUGE_LSUM);

    assertThat(starts(tokens)).containsExactly("0-0", "6-12");
  }

  @Test
  void rewrittenSentence_hasTokensWithoutPlace() {
    SentenceSplitter shouting = text -> List.of(text.toUpperCase(Locale.ROOT));
    RougeExplanation explanation =
        RougeScorer.builder().sentences(shouting).build().explain("a cat", "A CAT");

    RougeAlignment.Match cat = explanation.get(RougeType.ROUGE_LSUM).matched().get(1);
    assertThat(cat.generated().tokens())
        .containsExactly(new Token("cat", "CAT", OptionalInt.empty()));
    assertThat(cat.generated().tokens().get(0).end()).isEmpty();
    assertThat(cat.reference().tokens())
        .containsExactly(new Token("cat", "CAT", OptionalInt.of(2)));
    assertThat(start(explanation.get(RougeType.ROUGE_L).matched().get(1).generated())).isEqualTo(2);
  }

  @Test
  void placeOutsideTheText_isNamed() {
    RougeTokenizer broken =
        new RougeTokenizer() {
          @Override
          public List<Token> tokenize(String text) {
            return List.of(new Token("cat", 4, 7));
          }

          @Override
          public String toString() {
            return "my tokenizer";
          }
        };
    RougeScorer scorer = RougeScorer.builder().tokenizer(broken).build();

    assertThatThrownBy(() -> scorer.explain("a cat", "a cat"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeTokenizer my tokenizer: expected places within the text of 5 characters, got"
                + " Token[text=cat, start=4, end=7]; give the place of the token in the text");
  }

  @Test
  void moreSkipBigramsThanMemoryHolds_areRefused() {
    TokenizedText text = new TokenizedText(new int[20_000], new int[0][]);

    TextPair pair = new TextPair(text, text, 1, Conventions.PAPER);

    assertThatThrownBy(() -> RougeType.skipBigram().match(pair))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeExplanation rougeS*: expected a text with at most 100,000,000 pairs of tokens,"
                + " got one with 199,990,000; explain a type with a limited gap, such as rougeS4");
  }

  @Test
  void typeNotMeasured_isNamed() {
    RougeExplanation explanation =
        RougeScorer.builder().types(RougeType.ROUGE_1).build().explain("a", "a");

    assertThatThrownBy(() -> explanation.get(RougeType.ROUGE_2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeScores: expected one of the measured types [rouge1], got rouge2; name it in"
                + " RougeScorer.builder().types(...)");
  }

  @Test
  void lists_cannotBeChanged() {
    RougeAlignment tokens = explain(RougeType.ROUGE_1, "a b", "a c");

    assertThatThrownBy(() -> tokens.missed().remove(0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void longText_listsEverySkipBigram() {
    String text = String.join(" ", IntStream.range(0, 1000).mapToObj(i -> "w" + i % 300).toList());
    RougeAlignment pairs = explain(RougeType.skipBigram(), text, text + " end");

    assertThat(pairs.matched()).hasSize(499_500);
    assertThat(pairs.missed()).hasSize(1000);
    assertThat(pairs.missed().get(999).compared()).isEqualTo("w99 end");
  }

  private static RougeAlignment explain(RougeType type, String generated, String reference) {
    return RougeScorer.builder().types(type).build().explain(generated, reference).get(type);
  }

  private static List<String> matched(RougeAlignment alignment) {
    return alignment.matched().stream().map(match -> match.reference().compared()).toList();
  }

  private static List<String> compared(List<RougeUnit> units) {
    return units.stream().map(RougeUnit::compared).toList();
  }

  /** The places of matched single tokens: "generated-reference". */
  private static List<String> starts(RougeAlignment alignment) {
    return alignment.matched().stream()
        .map(match -> start(match.generated()) + "-" + start(match.reference()))
        .toList();
  }

  private static int start(RougeUnit unit) {
    return unit.tokens().get(0).start().orElseThrow();
  }

  @Test
  void rouge155_listsWhatItCounts_orSaysThatItCannot() {
    RougeType pairs = RougeType.skipBigramUnigram(4);
    RougeScorer scorer = RougeScorer.builder(RougeProfile.ROUGE_155).types(pairs).build();
    RougeAlignment alignment = scorer.explain("a b", "a b c").get(pairs);

    // The last token alone counts in neither text.
    assertThat(alignment.matched()).hasSize(2);
    assertThat(alignment.missed()).hasSize(3);
    assertThat(alignment.extra()).isEmpty();
    RougeAlignment ofNothing = scorer.explain("", "a b").get(pairs);
    assertThat(compared(ofNothing.missed())).containsExactly("a", "a b");
    assertThat(ofNothing.extra()).isEmpty();
    RougeScorer weighted =
        RougeScorer.builder(RougeProfile.ROUGE_155).types(RougeType.weightedLcs(1.2)).build();
    assertThatThrownBy(() -> weighted.explain("a b", "a b c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeExplanation rougeW1.2: expected a profile that counts as Lin's paper does, got"
                + " ROUGE_155; its matches are no subsequence, explain the type with another"
                + " profile");
  }
}
