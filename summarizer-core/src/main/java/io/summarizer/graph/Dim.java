package io.summarizer.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import java.util.Map;

/**
 * One extent of a shape: a number, a name for a number known only when the graph runs, or a product
 * of both ({@code 3*batch*source}).
 *
 * @param factor the known part, 1 or more (0 for an empty axis, which has no unknown parts)
 * @param symbols the names of the unknown parts; the record sorts them
 */
public record Dim(long factor, ImmutableList<String> symbols) {
  /** The extent of an axis that broadcasts. */
  public static final Dim ONE = of(1);

  public Dim {
    if (factor < 0) {
      throw new GraphException("dimension: expected 0 or more, got " + factor);
    }
    symbols =
        factor == 0 ? ImmutableList.of() : ImmutableList.sortedCopyOf(Ordering.natural(), symbols);
  }

  /** A known extent. */
  public static Dim of(long size) {
    return new Dim(size, ImmutableList.of());
  }

  /** An extent that gets its value when the graph runs. */
  public static Dim named(String symbol) {
    return new Dim(1, ImmutableList.of(symbol));
  }

  /** Whether the extent is a number. */
  public boolean isKnown() {
    return symbols.isEmpty();
  }

  /**
   * The number.
   *
   * @throws GraphException if it is known only when the graph runs
   */
  public long size() {
    if (!isKnown()) {
      throw new GraphException("dimension " + this + " is known only when the graph runs");
    }
    return factor;
  }

  /**
   * The number when the names have the given values.
   *
   * @throws GraphException if one is missing
   */
  public long size(Map<String, Long> values) {
    long result = factor;
    for (String symbol : symbols) {
      Long value = values.get(symbol);
      if (value == null) {
        throw new GraphException(
            "dimension " + this + ": expected a value of \"" + symbol + "\", got " + values);
      }
      result = Math.multiplyExact(result, (long) value);
    }
    return result;
  }

  boolean canEqual(Dim other) {
    return equals(other) || !isKnown() || !other.isKnown();
  }

  boolean isOne() {
    return equals(ONE);
  }

  /** The product of two extents. */
  public Dim times(Dim other) {
    return new Dim(
        Math.multiplyExact(factor, other.factor),
        ImmutableList.<String>builder().addAll(symbols).addAll(other.symbols).build());
  }

  @Override
  public String toString() {
    if (isKnown()) {
      return Long.toString(factor);
    }
    return (factor == 1 ? "" : factor + "*") + String.join("*", symbols);
  }
}
