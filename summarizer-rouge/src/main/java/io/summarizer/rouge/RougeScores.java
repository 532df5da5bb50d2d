package io.summarizer.rouge;

import java.util.Objects;

/**
 * The ROUGE scores of one pair of texts, or their means over a corpus.
 *
 * @param rouge1 overlap of single tokens
 * @param rouge2 overlap of pairs of neighbouring tokens
 * @param rougeL longest common subsequence of the two texts, line breaks ignored
 * @param rougeLsum union of the longest common subsequences of each reference sentence with every
 *     generated sentence; the "ROUGE-L" that papers print for CNN/DailyMail
 */
public record RougeScores(
    RougeScore rouge1, RougeScore rouge2, RougeScore rougeL, RougeScore rougeLsum) {
  /** Checks that no score is missing. */
  public RougeScores {
    requireScore("rouge1", rouge1);
    requireScore("rouge2", rouge2);
    requireScore("rougeL", rougeL);
    requireScore("rougeLsum", rougeLsum);
  }

  private static void requireScore(String name, RougeScore score) {
    Objects.requireNonNull(
        score, () -> "RougeScores " + name + ": expected a score, got null; compute all four");
  }
}
