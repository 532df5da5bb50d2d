package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RougePropertiesTest {
  @Property(tries = 300)
  void anyTexts_scoreFromZeroToOne(@ForAll String generated, @ForAll String reference) {
    RougeScores scores = Rouge.score(generated, reference);

    // The record's constructor checks the bounds; this checks how the parts belong together.
    assertThat(all(scores))
        .allSatisfy(
            score ->
                assertThat(score.f1())
                    .isBetween(
                        Math.min(score.precision(), score.recall()),
                        Math.max(score.precision(), score.recall())));
  }

  @Property(tries = 300)
  void fewWords_scoreFromZeroToOne(
      @ForAll("texts") String generated, @ForAll("texts") String reference) {
    assertThat(all(Rouge.score(generated, reference)))
        .allSatisfy(
            score -> {
              assertThat(score.precision()).isBetween(0.0, 1.0);
              assertThat(score.recall()).isBetween(0.0, 1.0);
              assertThat(score.f1()).isBetween(0.0, 1.0);
            });
  }

  @Property(tries = 300)
  void identicalTexts_scoreOne(@ForAll("texts") String text) {
    RougeScores scores = Rouge.score(text, text);
    RougeScore one = new RougeScore(1, 1, 1);

    assertThat(scores.rouge1()).isEqualTo(one);
    assertThat(scores.rougeL()).isEqualTo(one);
    assertThat(scores.rougeLsum()).isEqualTo(one);
    boolean oneToken = text.strip().split("\\s+").length == 1;
    assertThat(scores.rouge2()).isEqualTo(oneToken ? new RougeScore(0, 0, 0) : one);
  }

  @Property(tries = 300)
  void swappingTexts_swapsPrecisionAndRecall(@ForAll("texts") String a, @ForAll("texts") String b) {
    RougeScores forward = Rouge.score(a, b);
    RougeScores backward = Rouge.score(b, a);

    assertSwapped(forward.rouge1(), backward.rouge1());
    assertSwapped(forward.rouge2(), backward.rouge2());
    assertSwapped(forward.rougeL(), backward.rougeL());
  }

  /** Which tokens of a union count is decided by the reference's sentences alone. */
  @Test
  void swappingTexts_mayChangeRougeLsum() {
    String a = "x a x b x c\ny a y b y c";
    String b = "a b c x\nc b a y";
    RougeScore forward = Rouge.score(a, b).rougeLsum();
    RougeScore backward = Rouge.score(b, a).rougeLsum();

    assertThat(forward.f1()).isNotEqualTo(backward.f1());
    assertThat(forward.precision()).isNotEqualTo(backward.recall());
  }

  @Property(tries = 300)
  void rougeL_isNeverAboveRouge1(@ForAll("texts") String a, @ForAll("texts") String b) {
    RougeScores scores = Rouge.score(a, b);

    assertThat(scores.rougeL().precision()).isLessThanOrEqualTo(scores.rouge1().precision());
    assertThat(scores.rougeL().recall()).isLessThanOrEqualTo(scores.rouge1().recall());
    assertThat(scores.rougeL().f1()).isLessThanOrEqualTo(scores.rouge1().f1());
    assertThat(scores.rougeLsum().f1()).isLessThanOrEqualTo(scores.rouge1().f1());
  }

  @Property(tries = 100)
  void bestOfSeveralReferences_isTheBestOfEach(
      @ForAll("texts") String generated, @ForAll("manyTexts") List<String> references) {
    RougeScorer scorer = RougeScorer.builder().build();
    RougeScores best = scorer.score(new RougePair(generated, references));

    best.byType()
        .forEach(
            (type, score) ->
                assertThat(score.f1())
                    .isEqualTo(
                        references.stream()
                            .mapToDouble(r -> scorer.score(generated, r).get(type).f1())
                            .max()
                            .orElseThrow()));
  }

  @Property(tries = 100)
  void averageOfOneReferenceRepeated_isItsScore(
      @ForAll("texts") String generated, @ForAll("texts") String reference) {
    RougeScorer average = RougeScorer.builder().references(MultiReference.AVERAGE).build();

    assertThat(
            average
                .score(new RougePair(generated, List.of(reference, reference, reference)))
                .byType())
        .isEqualTo(Rouge.score(generated, reference).byType());
  }

  @Property(tries = 30)
  void parallelStreaming_equalsOneAfterTheOther(@ForAll("manyTexts") List<String> texts) {
    RougeScorer scorer = RougeScorer.builder().stemming(true).build();
    List<RougePair> pairs =
        IntStream.range(0, 2500)
            .mapToObj(
                i -> new RougePair(texts.get(i % texts.size()), texts.get(i / 7 % texts.size())))
            .toList();
    RougeAggregator sequential = new RougeAggregator();
    pairs.forEach(pair -> sequential.add(scorer.score(pair)));

    RougeAggregate parallel = scorer.scoreAll(pairs.parallelStream());

    assertThat(parallel.mean()).isEqualTo(sequential.aggregate().mean());
    assertThat(parallel.count()).isEqualTo(2500);
    for (int i = 0; i < 2500; i += 311) {
      assertThat(parallel.pair(i).byType()).isEqualTo(scorer.score(pairs.get(i)).byType());
    }
  }

  @Property(tries = 100)
  void streamedMean_isTheMeanOfTheBatch(@ForAll("manyTexts") List<String> texts) {
    RougeScorer scorer = RougeScorer.builder().build();
    List<RougeScores> batch = texts.stream().map(text -> scorer.score(text, texts.get(0))).toList();

    RougeScores mean =
        scorer.scoreAll(texts.stream().map(text -> new RougePair(text, texts.get(0)))).mean();

    for (RougeType type : mean.byType().keySet()) {
      assertThat(mean.get(type).f1())
          .isCloseTo(
              batch.stream().mapToDouble(s -> s.get(type).f1()).average().orElseThrow(),
              within(1e-15));
    }
  }

  private static void assertSwapped(RougeScore forward, RougeScore backward) {
    assertThat(backward.precision()).isEqualTo(forward.recall());
    assertThat(backward.recall()).isEqualTo(forward.precision());
    assertThat(backward.f1()).isCloseTo(forward.f1(), within(1e-15));
  }

  /** Texts of at least one word from a small vocabulary, so that words repeat and match. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "c", "the", "cat", "cats")
        .list()
        .ofMinSize(1)
        .ofMaxSize(25)
        .flatMap(
            words -> Arbitraries.of(" ", "\n", " \n\n").map(space -> String.join(space, words)));
  }

  @Provide
  Arbitrary<List<String>> manyTexts() {
    return texts().list().ofMinSize(1).ofMaxSize(6);
  }

  private static Stream<RougeScore> all(RougeScores scores) {
    return Stream.of(scores.rouge1(), scores.rouge2(), scores.rougeL(), scores.rougeLsum());
  }
}
