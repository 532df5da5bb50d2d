package io.summarizer.rouge;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * How a corpus is resampled to tell how far chance moves its mean: Efron's percentile bootstrap
 * over pairs of texts. The same settings give the same figures on every machine.
 *
 * @param resamples how many corpora of the same size are drawn with replacement, at least 100
 * @param level the share of resamples inside a confidence interval, above 0 and below 1
 * @param seed of the random numbers
 */
public record Bootstrap(int resamples, double level, long seed) {
  private static final int FEWEST = 100;
  private static final Bootstrap DEFAULTS = new Bootstrap(1000, 0.95, 0);

  /** Checks the values. */
  public Bootstrap {
    if (resamples < FEWEST) {
      throw new IllegalArgumentException(
          "Bootstrap resamples: expected at least 100, got "
              + resamples
              + "; 1000 is customary, fewer than 100 say nothing about the ends");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Bootstrap level: expected a share above 0 and below 1, got " + level + "; 95 % is 0.95");
    }
  }

  /**
   * Returns 1,000 resamples, level 0.95, seed 0: but for the seed, those of {@code rouge_score}.
   */
  public static Bootstrap defaults() {
    return DEFAULTS;
  }

  /** How many corpora are drawn; default 1,000, at least 100. */
  public Bootstrap resamples(int resamples) {
    return new Bootstrap(resamples, level, seed);
  }

  /** The share of resamples inside a confidence interval; default 0.95. */
  public Bootstrap level(double level) {
    return new Bootstrap(resamples, level, seed);
  }

  /** The seed of the random numbers; default 0. */
  public Bootstrap seed(long seed) {
    return new Bootstrap(resamples, level, seed);
  }

  /**
   * The mean of each column over each resample.
   *
   * @param rows row after row [n, width]
   * @return [resamples, width]
   */
  double[][] means(double[] rows, int width) {
    // Each resample has its own generator, so that the order in which threads take them is nothing.
    long[] seeds = new SplittableRandom(seed).longs(resamples).toArray();
    return IntStream.range(0, resamples)
        .parallel()
        .mapToObj(i -> resampledMean(rows, width, new SplittableRandom(seeds[i])))
        .toArray(double[][]::new);
  }

  private static double[] resampledMean(double[] rows, int width, SplittableRandom random) {
    int n = rows.length / width;
    double[] mean = new double[width];
    for (int draw = 0; draw < n; draw++) {
      int row = random.nextInt(n) * width;
      for (int column = 0; column < width; column++) {
        mean[column] += rows[row + column];
      }
    }
    for (int column = 0; column < width; column++) {
      mean[column] /= n;
    }
    return mean;
  }

  /**
   * The quantile of each column, interpolated linearly between ranks as NumPy does.
   *
   * @param means [resamples, width]
   * @param share 0 to 1
   */
  static double[] quantiles(double[][] means, double share) {
    double[] quantiles = new double[means[0].length];
    for (int column = 0; column < quantiles.length; column++) {
      int c = column;
      quantiles[column] =
          quantile(IntStream.range(0, means.length).mapToDouble(i -> means[i][c]).toArray(), share);
    }
    return quantiles;
  }

  private static double quantile(double[] values, double share) {
    return new Percentile(share * 100).withEstimationType(EstimationType.R_7).evaluate(values);
  }
}
