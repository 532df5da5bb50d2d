package io.summarizer.rouge;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Whether one system scores better than another on the same texts, by a paired bootstrap test of
 * their F1.
 *
 * <p>Both systems are resampled with the same draws. The p-value is the share of resamples in which
 * the difference strays from its mean by at least the difference observed, in either direction: how
 * often chance alone would show such a difference between two systems that are equally good.
 * Source: Koehn, "Statistical Significance Tests for Machine Translation Evaluation" (2004); the
 * shift to a difference of zero follows Berg-Kirkpatrick, Burkett and Klein, "An Empirical
 * Investigation of Statistical Significance in NLP" (2012).
 *
 * <pre>{@code
 * RougeComparison comparison = RougeComparison.of(before, after);
 * System.out.println(comparison); // rougeL: B better than A by 0.0123 (...), p = 0.004
 * }</pre>
 */
public final class RougeComparison {
  private final Bootstrap bootstrap;
  private final Map<RougeType, Difference> differences;

  private RougeComparison(Bootstrap bootstrap, Map<RougeType, Difference> differences) {
    this.bootstrap = bootstrap;
    this.differences = Collections.unmodifiableMap(differences);
  }

  /** Compares system B with system A with {@link Bootstrap#defaults()}. */
  public static RougeComparison of(RougeAggregate a, RougeAggregate b) {
    return of(a, b, Bootstrap.defaults());
  }

  /**
   * Compares system B with system A in all types that both were measured with.
   *
   * @param a scores of system A, pair by pair
   * @param b scores of system B on the same references in the same order
   * @param bootstrap how to resample
   * @throws IllegalArgumentException if the two were made with different profiles, have different
   *     numbers of pairs, or no type in common
   */
  public static RougeComparison of(RougeAggregate a, RougeAggregate b, Bootstrap bootstrap) {
    Objects.requireNonNull(bootstrap, "RougeComparison bootstrap: expected settings, got null");
    requireComparable(a, b);
    Map<RougeType, Difference> differences = new LinkedHashMap<>();
    for (RougeType type : a.types()) {
      if (b.types().contains(type)) {
        differences.put(type, difference(a.f1(type), b.f1(type), bootstrap));
      }
    }
    if (differences.isEmpty()) {
      throw new IllegalArgumentException(
          "RougeComparison: expected a type that both were measured with, got "
              + a.types()
              + " and "
              + b.types());
    }
    return new RougeComparison(bootstrap, differences);
  }

  private static void requireComparable(RougeAggregate a, RougeAggregate b) {
    if (!a.profile().equals(b.profile())) {
      throw new IllegalArgumentException(
          "RougeComparison: expected two results of one profile, got "
              + a.profile()
              + " and "
              + b.profile()
              + "; their numbers mean different things, score both with the same settings");
    }
    if (a.count() != b.count()) {
      throw new IllegalArgumentException(
          "RougeComparison: expected two results over the same pairs, got "
              + a.count()
              + " and "
              + b.count()
              + " pairs; score both systems on the same references in the same order");
    }
  }

  private static Difference difference(double[] a, double[] b, Bootstrap bootstrap) {
    double[] differences = new double[a.length];
    Arrays.setAll(differences, i -> b[i] - a[i]);
    double observed = Arrays.stream(differences).average().orElseThrow();
    double[][] means = bootstrap.means(differences, 1);
    double centre = Arrays.stream(means).mapToDouble(mean -> mean[0]).average().orElseThrow();
    long asFar =
        Arrays.stream(means)
            .filter(mean -> Math.abs(mean[0] - centre) >= Math.abs(observed))
            .count();
    double tail = (1 - bootstrap.level()) / 2;
    return new Difference(
        observed,
        Bootstrap.quantiles(means, tail)[0],
        Bootstrap.quantiles(means, 1 - tail)[0],
        // The observed corpus counts as one of the resamples: no finite test shows p = 0.
        (asFar + 1.0) / (means.length + 1.0));
  }

  /**
   * How much better system B is than system A in one type.
   *
   * @param f1 mean F1 of B less that of A, -1 to 1
   * @param low lower end of its confidence interval
   * @param high upper end of its confidence interval
   * @param pValue how often chance alone would show a difference as large in either direction,
   *     above 0, at most 1
   */
  public record Difference(double f1, double low, double high, double pValue) {
    private static final double CUSTOMARY = 0.05;

    /** Whether the difference is significant at the customary 5 %. */
    public boolean significant() {
      return significant(CUSTOMARY);
    }

    /**
     * Whether chance alone would show such a difference less often than a given share.
     *
     * @param share above 0 and below 1; customary are 0.05 and 0.01
     */
    public boolean significant(double share) {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "Difference significant: expected a share above 0 and below 1, got "
                + share
                + "; 5 % is 0.05");
      }
      return pValue < share;
    }
  }

  /** How the resamples were drawn. */
  public Bootstrap bootstrap() {
    return bootstrap;
  }

  /** The differences by type, in the order of system A's types; unmodifiable. */
  public Map<RougeType, Difference> byType() {
    return differences;
  }

  /**
   * Returns the difference in one type.
   *
   * @throws IllegalArgumentException if the two systems were not both measured with it
   */
  public Difference get(RougeType type) {
    Difference difference = differences.get(type);
    if (difference == null) {
      throw new IllegalArgumentException(
          "RougeComparison: expected one of the compared types "
              + differences.keySet()
              + ", got "
              + type);
    }
    return difference;
  }

  /** One line for each type, such as "rougeL: B better than A by 0.0123 (...), p = 0.004". */
  @Override
  public String toString() {
    return differences.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + sentence(entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String sentence(Difference difference) {
    if (difference.f1() == 0) {
      return "A and B score the same";
    }
    String order = difference.f1() > 0 ? "B better than A" : "A better than B";
    return String.format(
        Locale.ROOT,
        "%s by %.4f (%s %% interval of B - A: %.4f to %.4f), p %s",
        order,
        Math.abs(difference.f1()),
        BigDecimal.valueOf(bootstrap.level())
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString(),
        difference.low(),
        difference.high(),
        difference.pValue() < 0.0005
            ? "< 0.001"
            : String.format(Locale.ROOT, "= %.3f", difference.pValue()));
  }
}
