package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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

  private static Stream<RougeScore> all(RougeScores scores) {
    return Stream.of(scores.rouge1(), scores.rouge2(), scores.rougeL(), scores.rougeLsum());
  }
}
