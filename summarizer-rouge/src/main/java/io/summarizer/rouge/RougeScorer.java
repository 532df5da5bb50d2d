package io.summarizer.rouge;

import java.util.Objects;

/**
 * Computes ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum with chosen settings.
 *
 * <p>With the defaults, and with {@linkplain Builder#stemming stemming}, precision, recall and F1
 * equal those of google's {@code rouge_score} 0.1.2, which follows Lin, "ROUGE: A Package for
 * Automatic Evaluation of Summaries" (2004). A scorer is immutable and may be used from several
 * threads at once.
 *
 * <pre>{@code
 * RougeScorer scorer = RougeScorer.builder().stemming(true).build();
 * double f1 = scorer.score(generated, reference).rougeLsum().f1();
 * }</pre>
 */
public final class RougeScorer {
  private final RougeTokenizer tokenizer;
  private final SentenceSplitter sentences;

  private RougeScorer(Builder builder) {
    tokenizer = new RougeTokenizer(builder.stemming);
    sentences = builder.sentences;
  }

  /** Returns a builder with the default settings: no stemming, one sentence per line. */
  public static Builder builder() {
    return new Builder(false, SentenceSplitter.NEWLINE);
  }

  /**
   * Scores one generated summary against one reference.
   *
   * @param generated the summary to judge
   * @param reference the summary to compare it with
   * @return the four scores; all 0 where either text holds no token, that is no ASCII letter or
   *     digit
   */
  public RougeScores score(String generated, String reference) {
    requireText("generated", generated);
    requireText("reference", reference);
    Numbering<String> vocabulary = new Numbering<>();
    TokenizedText g = TokenizedText.of(generated, tokenizer, sentences, vocabulary);
    TokenizedText r = TokenizedText.of(reference, tokenizer, sentences, vocabulary);
    int[] generatedTokens = g.tokens();
    int[] referenceTokens = r.tokens();
    return new RougeScores(
        NGramOverlap.score(generatedTokens, referenceTokens, 1),
        NGramOverlap.score(generatedTokens, referenceTokens, 2),
        RougeScore.of(
            LongestCommonSubsequence.length(generatedTokens, referenceTokens),
            generatedTokens.length,
            referenceTokens.length),
        SummaryLcs.score(g.sentences(), r.sentences(), vocabulary.size()));
  }

  private static void requireText(String name, String text) {
    Objects.requireNonNull(
        text,
        () -> "RougeScorer " + name + ": expected a text, got null; pass \"\" for an empty one");
  }

  /** Settings of a {@link RougeScorer}; immutable, each setter returns a changed copy. */
  public static final class Builder {
    private final boolean stemming;
    private final SentenceSplitter sentences;

    private Builder(boolean stemming, SentenceSplitter sentences) {
      this.stemming = stemming;
      this.sentences = sentences;
    }

    /**
     * Whether tokens of more than three characters are reduced to their Porter stem, so that
     * "walks" matches "walking". Meant for English. Default: {@code false}.
     */
    public Builder stemming(boolean stemming) {
      return new Builder(stemming, sentences);
    }

    /**
     * How ROUGE-Lsum finds the sentences of both texts; the other three measures do not depend on
     * it. Default: {@link SentenceSplitter#NEWLINE}.
     */
    public Builder sentences(SentenceSplitter sentences) {
      Objects.requireNonNull(
          sentences,
          "RougeScorer sentences: expected a splitter, got null; leave it out for one sentence"
              + " per line");
      return new Builder(stemming, sentences);
    }

    /** Returns a scorer with these settings. */
    public RougeScorer build() {
      return new RougeScorer(this);
    }
  }
}
