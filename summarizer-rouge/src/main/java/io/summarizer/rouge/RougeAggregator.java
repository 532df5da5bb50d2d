package io.summarizer.rouge;

import java.util.DoubleSummaryStatistics;

/**
 * Averages ROUGE scores over a corpus, one pair at a time; keeps sums, no scores and no texts.
 *
 * <p>The result is the plain mean with compensated summation. {@code rouge_score}'s own "mid" value
 * is the median of random resamples and moves around this mean from run to run.
 *
 * <p>Not safe for use from several threads: give each thread its own and {@link #merge} them.
 */
public final class RougeAggregator {
  private final ScoreMean rouge1 = new ScoreMean();
  private final ScoreMean rouge2 = new ScoreMean();
  private final ScoreMean rougeL = new ScoreMean();
  private final ScoreMean rougeLsum = new ScoreMean();

  /** Creates an aggregator that has seen no scores. */
  public RougeAggregator() {}

  /** Adds the scores of one pair of texts. */
  public void add(RougeScores scores) {
    rouge1.add(scores.rouge1());
    rouge2.add(scores.rouge2());
    rougeL.add(scores.rougeL());
    rougeLsum.add(scores.rougeLsum());
  }

  /** Adds all that another aggregator has seen; the other one stays as it is. */
  public void merge(RougeAggregator other) {
    rouge1.merge(other.rouge1);
    rouge2.merge(other.rouge2);
    rougeL.merge(other.rougeL);
    rougeLsum.merge(other.rougeLsum);
  }

  /** Returns the number of pairs added so far. */
  public long count() {
    return rouge1.f1.getCount();
  }

  /**
   * Returns the means of what was added so far; more may be added afterwards.
   *
   * @throws IllegalStateException if nothing was added
   */
  public RougeAggregate aggregate() {
    if (count() == 0) {
      throw new IllegalStateException(
          "RougeAggregator: expected at least one pair to average, got 0; call add(scores) first");
    }
    return new RougeAggregate(
        count(), new RougeScores(rouge1.mean(), rouge2.mean(), rougeL.mean(), rougeLsum.mean()));
  }

  private static final class ScoreMean {
    final DoubleSummaryStatistics precision = new DoubleSummaryStatistics();
    final DoubleSummaryStatistics recall = new DoubleSummaryStatistics();
    final DoubleSummaryStatistics f1 = new DoubleSummaryStatistics();

    void add(RougeScore score) {
      precision.accept(score.precision());
      recall.accept(score.recall());
      f1.accept(score.f1());
    }

    void merge(ScoreMean other) {
      precision.combine(other.precision);
      recall.combine(other.recall);
      f1.combine(other.f1);
    }

    RougeScore mean() {
      return new RougeScore(precision.getAverage(), recall.getAverage(), f1.getAverage());
    }
  }
}
