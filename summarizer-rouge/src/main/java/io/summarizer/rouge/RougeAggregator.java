package io.summarizer.rouge;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the scores of a corpus one pair at a time. It keeps three numbers for each pair and
 * type, which the bootstrap draws from, and no texts.
 *
 * <p>Not safe for use from several threads: give each thread its own and {@link #merge} them.
 */
public final class RougeAggregator {
  /** Precision, recall and F1 of each type. */
  static final int PARTS = 3;

  private static final int FIRST_ROWS = 64;

  private @Nullable RougeProfile profile;
  private List<RougeType> types = List.of();
  private double[] rows = new double[0]; // [count, types, PARTS]
  private int count;
  private long textsWithoutTokens;

  /** Creates an aggregator that has seen no scores. */
  public RougeAggregator() {}

  /**
   * Adds the scores of one pair of texts.
   *
   * @throws IllegalArgumentException if they were made with another profile or other types than
   *     those added before
   */
  public void add(RougeScores scores) {
    Objects.requireNonNull(scores, "RougeAggregator scores: expected scores, got null");
    requireAlike(scores.profile(), List.copyOf(scores.byType().keySet()));
    reserve(1);
    int at = count * width();
    for (RougeScore score : scores.byType().values()) {
      rows[at++] = score.precision();
      rows[at++] = score.recall();
      rows[at++] = score.f1();
    }
    count++;
    textsWithoutTokens += scores.textsWithoutTokens();
  }

  /**
   * Adds all that another aggregator has seen, behind what this one has; the other one stays as it
   * is.
   *
   * @throws IllegalArgumentException as {@link #add} does
   */
  public void merge(RougeAggregator other) {
    Objects.requireNonNull(other, "RougeAggregator other: expected an aggregator, got null");
    if (other.profile == null) {
      return;
    }
    requireAlike(other.profile, other.types);
    reserve(other.count);
    System.arraycopy(other.rows, 0, rows, count * width(), other.count * width());
    count += other.count;
    textsWithoutTokens += other.textsWithoutTokens;
  }

  /** Returns the number of pairs added so far. */
  public long count() {
    return count;
  }

  /**
   * Returns what was added so far; more may be added afterwards.
   *
   * @throws IllegalStateException if nothing was added
   */
  public RougeAggregate aggregate() {
    if (profile == null) {
      throw new IllegalStateException(
          "RougeAggregator: expected at least one pair to average, got 0; call add(scores) first");
    }
    return new RougeAggregate(
        profile, types, Arrays.copyOf(rows, count * width()), textsWithoutTokens);
  }

  private int width() {
    return types.size() * PARTS;
  }

  private void requireAlike(RougeProfile newProfile, List<RougeType> newTypes) {
    if (profile == null) {
      profile = newProfile;
      types = newTypes;
    } else if (!profile.equals(newProfile) || !types.equals(newTypes)) {
      throw new IllegalArgumentException(
          "RougeAggregator: expected scores of "
              + types
              + " made with profile "
              + profile
              + " as those added before, got "
              + newTypes
              + " made with profile "
              + newProfile
              + "; use one scorer for a corpus");
    }
  }

  private void reserve(int more) {
    int needed = Math.multiplyExact(Math.addExact(count, more), width());
    if (needed > rows.length) {
      int grown = (int) Math.min(2L * rows.length, Integer.MAX_VALUE - 8);
      rows = Arrays.copyOf(rows, Math.max(Math.max(needed, grown), FIRST_ROWS * width()));
    }
  }
}
