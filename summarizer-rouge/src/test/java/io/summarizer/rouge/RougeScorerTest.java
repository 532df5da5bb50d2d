package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
  void types_areMeasuredInTheirOrder() {
    RougeScores scores =
        RougeScorer.builder()
            .types(RougeType.skipBigram(4), RougeType.ROUGE_L, RougeType.n(3))
            .build()
            .score("a b c d", "a b c");

    assertThat(scores.byType().keySet())
        .extracting(RougeType::name)
        .containsExactly("rougeS4", "rougeL", "rouge3");
    assertThat(scores.get(RougeType.n(3)).precision()).isEqualTo(0.5);
    assertThatThrownBy(scores::rouge1)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeScores: expected one of the measured types [rougeS4, rougeL, rouge3], got rouge1;"
                + " name it in RougeScorer.builder().types(...)");
    assertThatThrownBy(() -> RougeScorer.builder().types())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeScorer types: expected at least one type, got none; leave the call out for those"
                + " of the profile");
  }

  @Test
  void ownTokenizer_decidesWhatMatches() {
    RougeTokenizer letters =
        text ->
            IntStream.range(0, text.length())
                .mapToObj(i -> new RougeTokenizer.Token(text.substring(i, i + 1), i, i + 1))
                .toList();
    RougeScorer scorer = RougeScorer.builder().tokenizer(letters).build();

    assertThat(scorer.score("猫が", "猫は").rouge1().f1()).isEqualTo(0.5);
    assertThat(scorer.score("猫が", "猫は").textsWithoutTokens()).isZero();
    assertThat(Rouge.score("猫が", "猫は").textsWithoutTokens()).isEqualTo(2);
  }

  @Test
  @SuppressWarnings("NullAway") // callers outside NullAway's reach may return null
  void tokenizerThatReturnsNull_isNamed() {
    assertThatThrownBy(() -> RougeScorer.builder().tokenizer(text -> null).build().score("a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "RougeTokenizer .*: expected a list of tokens, got null; return an empty list for a"
                + " text without tokens");
    assertThatThrownBy(() -> new RougeTokenizer.Token("", 0, 0))
        .hasMessage(
            "Token text: expected at least one character, got an empty text; leave out empty"
                + " tokens");
    assertThatThrownBy(() -> new RougeTokenizer.Token("a", 3, 2))
        .hasMessage(
            "Token \"a\": expected 0 <= start <= end, got start 3 and end 2; give the place of the"
                + " token in the text");
  }

  @Test
  void severalReferences_countTheirBestOrTheirSum() {
    RougePair pair = new RougePair("a b", List.of("c d e f", "a b c d", "a x"));
    RougeScore best = RougeScorer.builder().build().score(pair).rouge1();
    RougeScore average =
        RougeScorer.builder().references(MultiReference.AVERAGE).build().score(pair).rouge1();

    assertThat(best).isEqualTo(new RougeScore(1, 0.5, 1 / 1.5));
    // 0 + 2 + 1 matches of 3 x 2 generated and 4 + 4 + 2 reference tokens.
    assertThat(average.precision()).isEqualTo(0.5);
    assertThat(average.recall()).isEqualTo(0.3);
    assertThatThrownBy(() -> new RougePair("a", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougePair references: expected at least one text, got an empty list; a text without a"
                + " reference cannot be scored");
  }

  @Test
  void unequalLists_areRejected() {
    assertThatThrownBy(
            () -> RougeScorer.builder().build().scoreAll(List.of("a", "b"), List.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeScorer: expected as many references as generated texts, got 2 generated texts and"
                + " 1 references; the texts are paired by their place");
    assertThatThrownBy(() -> RougeScorer.builder().build().scoreAll(List.of(), List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "RougeAggregator: expected at least one pair to average, got 0; call add(scores)"
                + " first");
  }

  @Test
  void textsWithoutTokens_areCountedOverACorpus() {
    RougeAggregate aggregate =
        RougeScorer.builder().build().scoreAll(List.of("新聞", "a", ""), List.of("新聞", "a", "a"));

    assertThat(aggregate.textsWithoutTokens()).isEqualTo(3);
    assertThat(aggregate.mean().rouge1().f1()).isCloseTo(1 / 3.0, within(1e-15));
  }

  @Test
  void corpusOfManyPairs_keepsTheirOrder() {
    RougeScorer scorer = RougeScorer.builder().types(RougeType.ROUGE_1).build();
    List<RougePair> pairs =
        IntStream.range(0, 2500).mapToObj(i -> new RougePair("a ".repeat(i % 7), "a b c")).toList();

    RougeAggregate aggregate = scorer.scoreAll(pairs.stream());

    assertThat(IntStream.range(0, aggregate.count()).mapToObj(aggregate::pair))
        .extracting(RougeScores::byType)
        .containsExactlyElementsOf(pairs.stream().map(p -> scorer.score(p).byType()).toList());
  }

  @Test
  void changedSetting_makesAnotherProfile() {
    RougeProfile stemmed = RougeScorer.builder().stemming(true).build().profile();

    assertThat(stemmed).isNotEqualTo(RougeProfile.ROUGE_SCORE).hasToString("ROUGE_SCORE, stemming");
    assertThat(RougeScorer.builder().stemming(true).stemming(false).build().profile())
        .isEqualTo(RougeProfile.ROUGE_SCORE)
        .hasSameHashCodeAs(RougeProfile.ROUGE_SCORE);
    assertThat(
            RougeScorer.builder()
                .sentences(SentenceSplitter.ENGLISH)
                .references(MultiReference.AVERAGE)
                .build()
                .profile())
        .hasToString("ROUGE_SCORE, sentences english, references AVERAGE");
    assertThat(
            RougeScorer.builder(RougeProfile.T5_PAPER)
                .tokenizer(RougeTokenizer.UNICODE)
                .sentences(SentenceSplitter.NEWLINE)
                .build()
                .profile())
        .hasToString("T5_PAPER, tokenizer unicode, sentences newline");
    assertThat(RougeProfile.named("T5_PAPER")).isSameAs(RougeProfile.T5_PAPER);
    assertThat(RougeProfile.T5_PAPER.name()).isEqualTo("T5_PAPER");
    assertThatThrownBy(() -> RougeProfile.named("rouge_score"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeProfile: expected one of " + RougeProfile.all() + ", got \"rouge_score\"");
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
