package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.rouge.RougeUnit.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every explanation. */
class RougeExplanationPropertiesTest {
  private static final double WEIGHT = 1.2;
  private static final RougeType WEIGHTED = RougeType.weightedLcs(WEIGHT);
  private static final RougeScorer SCORER =
      RougeScorer.builder()
          .stemming(true)
          .types(
              RougeType.ROUGE_1,
              RougeType.ROUGE_2,
              RougeType.n(3),
              RougeType.ROUGE_L,
              RougeType.ROUGE_LSUM,
              RougeType.skipBigram(0),
              RougeType.skipBigram(2),
              RougeType.skipBigram(),
              RougeType.skipBigramUnigram(4),
              RougeType.skipBigramUnigram(),
              WEIGHTED)
          .build();

  @Property(tries = 500)
  void counts_makeTheScore(@ForAll("texts") String generated, @ForAll("texts") String reference) {
    RougeExplanation explanation = SCORER.explain(generated, reference);

    assertThat(explanation.scores()).isEqualTo(SCORER.score(generated, reference));
    for (RougeAlignment alignment : explanation.byType().values()) {
      if (alignment.type().equals(WEIGHTED)) {
        continue;
      }
      double matched = alignment.matched().size();
      assertThat(matched / Math.max(matched + alignment.extra().size(), 1))
          .as("precision of %s", alignment)
          .isEqualTo(alignment.score().precision());
      assertThat(matched / Math.max(matched + alignment.missed().size(), 1))
          .as("recall of %s", alignment)
          .isEqualTo(alignment.score().recall());
    }
  }

  @Property(tries = 500)
  void runs_makeTheWeightedScore(
      @ForAll("texts") String generated, @ForAll("texts") String reference) {
    RougeAlignment alignment = SCORER.explain(generated, reference).get(WEIGHTED);

    double share = alignment.runs().stream().mapToDouble(run -> Math.pow(run.size(), WEIGHT)).sum();
    int tokens = alignment.matched().size() + alignment.missed().size();
    assertThat(Math.pow(share, 1 / WEIGHT) / Math.max(tokens, 1))
        .isCloseTo(alignment.score().recall(), within(1e-12));
    assertThat(alignment.runs().stream().flatMap(List::stream))
        .containsExactlyElementsOf(alignment.matched());
  }

  @Property(tries = 500)
  void places_lieInTheTextAndSpellTheToken(
      @ForAll("texts") String generated, @ForAll("texts") String reference) {
    for (RougeAlignment alignment : SCORER.explain(generated, reference).byType().values()) {
      assertThat(generatedUnits(alignment)).allSatisfy(unit -> assertSpelled(unit, generated));
      assertThat(referenceUnits(alignment)).allSatisfy(unit -> assertSpelled(unit, reference));
    }
  }

  private static void assertSpelled(RougeUnit unit, String text) {
    int before = -1;
    for (Token token : unit.tokens()) {
      int start = token.start().orElseThrow();
      assertThat(start).isGreaterThan(before);
      assertThat(text.substring(start, token.end().orElseThrow())).isEqualTo(token.original());
      assertThat(RougeTokenizer.ASCII.tokenize(token.original()))
          .singleElement()
          .satisfies(
              whole -> assertThat(Stemming.NLTK.stem(whole.text())).isEqualTo(token.compared()));
      before = start;
    }
  }

  @Property(tries = 500)
  void everyUnit_isListedOnce(
      @ForAll("texts") String generated, @ForAll("texts") String reference) {
    for (RougeAlignment alignment : SCORER.explain(generated, reference).byType().values()) {
      assertThat(alignment.matched())
          .allSatisfy(
              match ->
                  assertThat(match.generated().compared()).isEqualTo(match.reference().compared()));
      assertThat(generatedUnits(alignment)).doesNotHaveDuplicates();
      assertThat(referenceUnits(alignment)).doesNotHaveDuplicates();
    }
  }

  @Property(tries = 500)
  void subsequence_keepsTheOrderOfBothTexts(
      @ForAll("texts") String generated, @ForAll("texts") String reference) {
    RougeExplanation explanation = SCORER.explain(generated, reference);
    for (RougeType type : List.of(RougeType.ROUGE_L, WEIGHTED)) {
      List<RougeAlignment.Match> matched = explanation.get(type).matched();
      assertThat(matched).extracting(match -> start(match.generated())).isSorted();
      assertThat(matched).extracting(match -> start(match.reference())).isSorted();
    }
  }

  @Property(tries = 200)
  void countedUnits_matchNoUnitThatCouldStillMatch(
      @ForAll("texts") String generated, @ForAll("texts") String reference) {
    RougeExplanation explanation = SCORER.explain(generated, reference);
    for (RougeType type :
        List.of(RougeType.ROUGE_1, RougeType.ROUGE_2, RougeType.skipBigramUnigram(4))) {
      Set<String> missed = new HashSet<>();
      explanation.get(type).missed().forEach(unit -> missed.add(unit.compared()));
      assertThat(explanation.get(type).extra()).noneMatch(unit -> missed.contains(unit.compared()));
    }
  }

  /** Texts of few words, so that they repeat and match, in several spellings. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words = Arbitraries.of("a", "B", "b", "the", "The", "cats", "cat", "walking");
    Arbitrary<String> spaces = Arbitraries.of(" ", " ", ", ", "\n", ".\n\n", " é ");
    return words
        .list()
        .ofMaxSize(20)
        .flatMap(
            chosen ->
                spaces.list().ofSize(chosen.size()).map(between -> interleave(chosen, between)));
  }

  private static String interleave(List<String> words, List<String> between) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      parts.add(words.get(i));
      parts.add(between.get(i));
    }
    return String.join("", parts);
  }

  private static Stream<RougeUnit> generatedUnits(RougeAlignment alignment) {
    return Stream.concat(
        alignment.matched().stream().map(RougeAlignment.Match::generated),
        alignment.extra().stream());
  }

  private static Stream<RougeUnit> referenceUnits(RougeAlignment alignment) {
    return Stream.concat(
        alignment.matched().stream().map(RougeAlignment.Match::reference),
        alignment.missed().stream());
  }

  private static int start(RougeUnit unit) {
    return unit.tokens().get(0).start().orElseThrow();
  }
}
