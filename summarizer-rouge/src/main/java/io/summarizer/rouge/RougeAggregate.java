package io.summarizer.rouge;

import java.util.Objects;

/**
 * Mean ROUGE scores of a corpus.
 *
 * @param count number of pairs averaged, at least 1
 * @param mean arithmetic mean of each precision, recall and F1
 */
public record RougeAggregate(long count, RougeScores mean) {
  /** Checks that there is something averaged. */
  public RougeAggregate {
    if (count < 1) {
      throw new IllegalArgumentException(
          "RougeAggregate count: expected at least 1 pair, got "
              + count
              + "; a corpus without pairs has no mean");
    }
    Objects.requireNonNull(mean, "RougeAggregate mean: expected scores, got null");
  }
}
