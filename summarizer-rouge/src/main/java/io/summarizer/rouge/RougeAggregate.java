package io.summarizer.rouge;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ROUGE scores of a corpus: its mean, how sure that mean is, and the scores of each pair it is
 * made of. Immutable.
 */
public final class RougeAggregate {
  private static final int PARTS = RougeAggregator.PARTS;

  private final RougeProfile profile;
  private final List<RougeType> types;
  private final double[] rows; // [count, types, PARTS]
  private final long textsWithoutTokens;

  RougeAggregate(
      RougeProfile profile, List<RougeType> types, double[] rows, long textsWithoutTokens) {
    this.profile = profile;
    this.types = types;
    this.rows = rows;
    this.textsWithoutTokens = textsWithoutTokens;
  }

  /** The settings with which the scores were made. */
  public RougeProfile profile() {
    return profile;
  }

  /** The types measured, in the scorer's order; unmodifiable. */
  public List<RougeType> types() {
    return types;
  }

  /** The number of pairs, at least 1. */
  public int count() {
    return rows.length / width();
  }

  /**
   * How many of the texts compared, generated ones and references, hold no token, so that they
   * score 0 whatever they say: empty texts, and texts in a script that the tokenizer does not know.
   */
  public long textsWithoutTokens() {
    return textsWithoutTokens;
  }

  /**
   * The arithmetic mean of each precision, recall and F1 over all pairs, summed with compensation.
   * The F1 is the mean of the pairs' F1, not the harmonic mean of the two other means.
   */
  public RougeScores mean() {
    double[] means = new double[width()];
    for (int column = 0; column < means.length; column++) {
      DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();
      for (int at = column; at < rows.length; at += means.length) {
        statistics.accept(rows[at]);
      }
      means[column] = statistics.getAverage();
    }
    return scores(means);
  }

  /**
   * The figures that the profile's origin gives for a corpus: the {@link #mean()}, or for {@link
   * RougeProfile#EVALUATE} and {@link RougeProfile#T5_PAPER} the median of the means of 1,000
   * resamples, here drawn from the default seed.
   */
  public RougeScores headline() {
    return headline(Bootstrap.defaults());
  }

  /**
   * The figures of {@link #headline()} from other resamples.
   *
   * @param bootstrap how to resample; without effect where the figures are the mean
   */
  public RougeScores headline(Bootstrap bootstrap) {
    return switch (profile.corpusFigure()) {
      case MEAN -> mean();
      case BOOTSTRAP_MEDIAN -> confidence(bootstrap).mid();
    };
  }

  /** Returns confidence intervals of the mean. */
  public RougeConfidence confidence(Bootstrap bootstrap) {
    double[][] means = bootstrap.means(rows, width());
    double tail = (1 - bootstrap.level()) / 2;
    return new RougeConfidence(
        bootstrap,
        scores(Bootstrap.quantiles(means, tail)),
        scores(Bootstrap.quantiles(means, 0.5)),
        scores(Bootstrap.quantiles(means, 1 - tail)));
  }

  /**
   * Returns the scores of one pair.
   *
   * @param index of the pair in the order in which pairs were added, from 0
   */
  public RougeScores pair(int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException(
          "RougeAggregate pair: expected 0 to " + (count() - 1) + ", got " + index);
    }
    return scores(Arrays.copyOfRange(rows, index * width(), (index + 1) * width()));
  }

  /** The F1 of each pair for one of the measured types. */
  double[] f1(RougeType type) {
    int column = types.indexOf(type) * PARTS + PARTS - 1;
    double[] f1 = new double[count()];
    for (int i = 0; i < f1.length; i++) {
      f1[i] = rows[i * width() + column];
    }
    return f1;
  }

  private int width() {
    return types.size() * PARTS;
  }

  private RougeScores scores(double[] row) {
    Map<RougeType, RougeScore> scores = new LinkedHashMap<>();
    for (int i = 0; i < types.size(); i++) {
      int at = i * PARTS;
      scores.put(types.get(i), new RougeScore(row[at], row[at + 1], row[at + 2]));
    }
    return new RougeScores(profile, scores, textsWithoutTokens);
  }

  @Override
  public String toString() {
    return "RougeAggregate[" + count() + " pairs, mean " + mean() + "]";
  }
}
