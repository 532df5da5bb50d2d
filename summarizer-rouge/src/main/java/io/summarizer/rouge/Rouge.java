package io.summarizer.rouge;

/**
 * ROUGE in one call: overlap of a generated summary with a reference summary. Scores go from 0 to
 * 1; papers, and the tables of this project, print them times 100.
 *
 * <p>The numbers are those of google's {@code rouge_score} 0.1.2 with its default settings: no
 * stemming, one sentence per line for ROUGE-Lsum. {@link RougeScorer} changes these settings. Safe
 * for use by several threads.
 *
 * <p>The generated text comes first here. In {@code rouge_score} the reference comes first;
 * swapping the two swaps precision and recall.
 */
public final class Rouge {
  private static final RougeScorer DEFAULT = RougeScorer.builder().build();

  private Rouge() {}

  /**
   * Scores one generated summary against one reference.
   *
   * @param generated the summary to judge, sentences separated by newlines
   * @param reference the summary to compare it with, sentences separated by newlines
   * @return ROUGE-1, -2, -L and -Lsum; all 0 where either text holds no token, that is no ASCII
   *     letter or digit, see {@link RougeScores#textsWithoutTokens()}
   */
  public static RougeScores score(String generated, String reference) {
    return DEFAULT.score(generated, reference);
  }
}
