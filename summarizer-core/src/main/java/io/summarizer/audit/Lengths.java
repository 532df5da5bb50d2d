package io.summarizer.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long the texts of one side of a data set are, in tokens, with the prefix and the end token:
 * in a {@link DataAudit} before truncation, in a {@link io.summarizer.TrainingPlan} after it, when
 * none is longer than the limit.
 *
 * @param limit of a training; longer texts are cut
 * @param mean of all texts
 * @param shortest of all texts
 * @param median half of the texts are at most this long
 * @param percentile90 nine tenths of the texts are at most this long
 * @param percentile99 99 of 100 texts are at most this long
 * @param longest of all texts
 * @param truncated how many texts are, or were, longer than the limit
 * @param histogram bars of equal width, from the shortest lengths to the longest
 */
public record Lengths(
    int limit,
    double mean,
    int shortest,
    int median,
    int percentile90,
    int percentile99,
    int longest,
    long truncated,
    List<Bar> histogram) {
  private static final int MOST_BARS = 12;

  /**
   * A bar of a histogram.
   *
   * @param from the smallest length it counts
   * @param to the largest length it counts
   * @param texts how many there are
   */
  public record Bar(int from, int to, long texts) {}

  /** Copies the histogram. */
  public Lengths {
    histogram = List.copyOf(histogram);
  }

  /** Of at least one text. */
  static Lengths of(int[] lengths, int limit) {
    return of(lengths, limit, Arrays.stream(lengths).filter(length -> length > limit).count());
  }

  /**
   * Of at least one text, each cut to the limit already.
   *
   * @param truncated how many were
   */
  public static Lengths ofCut(int[] lengths, int limit, long truncated) {
    return of(lengths, limit, truncated);
  }

  private static Lengths of(int[] lengths, int limit, long truncated) {
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    return new Lengths(
        limit,
        Arrays.stream(sorted).average().orElseThrow(),
        sorted[0],
        rank(sorted, 0.5),
        rank(sorted, 0.9),
        rank(sorted, 0.99),
        sorted[sorted.length - 1],
        truncated,
        bars(sorted));
  }

  /** The smallest length that at least this share of the texts does not exceed. */
  private static int rank(int[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static List<Bar> bars(int[] sorted) {
    int longest = sorted[sorted.length - 1];
    int width = roundWidth((longest + MOST_BARS - 1) / MOST_BARS);
    long[] counts = new long[(longest + width - 1) / width];
    for (int length : sorted) {
      counts[(length - 1) / width]++;
    }
    return IntStream.range(0, counts.length)
        .mapToObj(i -> new Bar(i * width + 1, (i + 1) * width, counts[i]))
        .toList();
  }

  /** The next of 1, 2, 5, 10, 20, 50, ... */
  private static int roundWidth(int least) {
    int power = 1;
    while (true) {
      for (int factor : new int[] {1, 2, 5}) {
        if (factor * power >= least) {
          return factor * power;
        }
      }
      power *= 10;
    }
  }
}
