package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RougeScorerTest {
  @Test
  void stemming_isOffUnlessAsked() {
    assertThat(Rouge.score("walking", "walks").rouge1().f1()).isZero();
    assertThat(RougeScorer.builder().stemming(true).build().score("walking", "walks").rouge1().f1())
        .isEqualTo(1);
  }

  @Test
  void setter_leavesItsBuilderUnchanged() {
    RougeScorer.Builder plain = RougeScorer.builder();
    RougeScorer.Builder stemming = plain.stemming(true);

    assertThat(plain.build().score("walking", "walks").rouge1().f1()).isZero();
    assertThat(stemming.build().score("walking", "walks").rouge1().f1()).isEqualTo(1);
  }

  @Test
  void sentenceSplitter_changesRougeLsumOnly() {
    String generated = "The dog ran. The cat sat.";
    String reference = "The cat sat. The dog ran.";
    RougeScores byLine = Rouge.score(generated, reference);
    RougeScores bySentence =
        RougeScorer.builder()
            .sentences(SentenceSplitter.ENGLISH)
            .build()
            .score(generated, reference);

    assertThat(byLine.rougeLsum().f1()).isLessThan(1);
    assertThat(bySentence.rougeLsum().f1()).isEqualTo(1);
    assertThat(bySentence.rouge1()).isEqualTo(byLine.rouge1());
    assertThat(bySentence.rouge2()).isEqualTo(byLine.rouge2());
    assertThat(bySentence.rougeL()).isEqualTo(byLine.rougeL());
  }

  @Test
  void splitterThatDropsText_keepsItInTheOtherMeasures() {
    RougeScores scores =
        RougeScorer.builder().sentences(text -> List.of()).build().score("one two", "one two");

    assertThat(scores.rougeLsum().f1()).isZero();
    assertThat(scores.rougeL().f1()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway") // callers outside NullAway's reach may return null
  void splitterThatReturnsNull_isNamed() {
    SentenceSplitter none =
        new SentenceSplitter() {
          @Override
          public List<String> split(String text) {
            return null;
          }

          @Override
          public String toString() {
            return "my splitter";
          }
        };
    assertThatThrownBy(() -> RougeScorer.builder().sentences(none).build().score("a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "SentenceSplitter my splitter: expected a list of sentences, got null; return an empty"
                + " list for a text without sentences");

    List<String> withNull = new ArrayList<>();
    withNull.add(null);
    assertThatThrownBy(
            () -> RougeScorer.builder().sentences(text -> withNull).build().score("a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got a list with a null in it");
  }

  @Test
  @SuppressWarnings("NullAway") // callers outside NullAway's reach may pass null
  void nullSplitter_isRejectedAtOnce() {
    assertThatThrownBy(() -> RougeScorer.builder().sentences(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(
            "RougeScorer sentences: expected a splitter, got null; leave it out for one sentence"
                + " per line");
  }

  @Test
  void oneScorer_servesManyThreads() {
    RougeScorer scorer =
        RougeScorer.builder().stemming(true).sentences(SentenceSplitter.ENGLISH).build();
    List<String[]> pairs = Goldens.rows("rouge_pairs.tsv");
    List<RougeScores> alone = pairs.stream().map(p -> scorer.score(p[0], p[1])).toList();

    List<List<RougeScores>> together =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(run -> pairs.stream().map(p -> scorer.score(p[0], p[1])).toList())
            .toList();

    assertThat(together).allSatisfy(scores -> assertThat(scores).isEqualTo(alone));
  }
}
