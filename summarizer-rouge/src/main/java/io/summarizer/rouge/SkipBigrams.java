package io.summarizer.rouge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * ROUGE-S: pairs of tokens in their order with a limited number of others between them; ROUGE-SU:
 * those and the single tokens. Section 5 of Lin (2004). Counts are clipped as for n-grams.
 */
final class SkipBigrams extends RougeType {
  static final int ANY_GAP = Integer.MAX_VALUE;

  // Stands in place of a pair's first token where a token is counted alone.
  private static final int ALONE = -1;

  // More would not fit into memory either, here or in scoring.
  private static final int MOST_LISTED = 100_000_000;

  private final int maxGap;
  private final boolean unigrams;

  SkipBigrams(int maxGap, boolean unigrams) {
    super("rougeS" + (unigrams ? "U" : "") + (maxGap == ANY_GAP ? "*" : maxGap));
    this.maxGap = maxGap;
    this.unigrams = unigrams;
  }

  static int requireGap(int maxGap) {
    if (maxGap < 0 || maxGap == ANY_GAP) {
      throw new IllegalArgumentException(
          "RougeType maxGap: expected 0 or more tokens between the two of a pair, got "
              + maxGap
              + "; leave it out for any number");
    }
    return maxGap;
  }

  @Override
  Overlap overlap(TextPair pair) {
    int[] generated = pair.generated().tokens();
    int[] reference = pair.reference().tokens();
    Map<Long, int[]> unmatched = new HashMap<>();
    forEachUnit(reference, unit -> unmatched.computeIfAbsent(unit, u -> new int[1])[0]++);
    long[] matches = new long[1];
    forEachUnit(
        generated,
        unit -> {
          int[] left = unmatched.get(unit);
          if (left != null && left[0] > 0) {
            left[0]--;
            matches[0]++;
          }
        });
    return new Overlap(matches[0], units(generated.length), units(reference.length));
  }

  @Override
  Matching match(TextPair pair) {
    Pairs generated = pairs(pair.generated().tokens().length);
    Pairs reference = pairs(pair.reference().tokens().length);
    Numbering<Long> numbering = new Numbering<>();
    return new Matching(
        generated,
        reference,
        Matching.firstFree(
            numbers(pair.reference().tokens(), reference.count(), numbering),
            numbers(pair.generated().tokens(), generated.count(), numbering)));
  }

  private int[] numbers(int[] tokens, int units, Numbering<Long> numbering) {
    int[] numbers = new int[units];
    int[] next = new int[1];
    forEachUnit(tokens, unit -> numbers[next[0]++] = numbering.numberOf(unit));
    return numbers;
  }

  @Override
  String units() {
    return "pairs of tokens"
        + (maxGap == ANY_GAP ? "" : " with at most " + maxGap + " between them")
        + (unigrams ? ", and single tokens" : "");
  }

  private interface UnitVisitor {
    void visit(long unit);
  }

  private void forEachUnit(int[] tokens, UnitVisitor visitor) {
    for (int i = 0; i < tokens.length; i++) {
      if (unigrams) {
        visitor.visit(unit(ALONE, tokens[i]));
      }
      // In longs: the gap may be the largest int.
      long last = Math.min(tokens.length - 1L, (long) i + maxGap + 1);
      for (int j = i + 1; j <= last; j++) {
        visitor.visit(unit(tokens[i], tokens[j]));
      }
    }
  }

  private static long unit(int first, int second) {
    return (long) first << 32 | second;
  }

  private double units(int tokens) {
    double units = unigrams ? tokens : 0;
    // Pairs with exactly `gap` tokens between them: tokens - 1 - gap.
    long gaps = Math.min(maxGap + 1L, Math.max(tokens - 1L, 0));
    return units + gaps * (tokens - 1L) - gaps * (gaps - 1) / 2;
  }

  private Pairs pairs(int tokens) {
    double count = units(tokens);
    if (count > MOST_LISTED) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "RougeExplanation %s: expected a text with at most %,d pairs of tokens, got one with"
                  + " %,.0f; explain a type with a limited gap, such as rougeS4",
              name(),
              MOST_LISTED,
              count));
    }
    int[] firsts = new int[tokens];
    for (int i = 1; i < tokens; i++) {
      long after = Math.min(tokens - i, maxGap + 1L);
      firsts[i] = firsts[i - 1] + (int) after + (unigrams ? 1 : 0);
    }
    return new Pairs((int) count, firsts, unigrams);
  }

  /**
   * The units in the order of {@link #forEachUnit}.
   *
   * @param firsts for each token the first unit that begins with it
   */
  private record Pairs(int count, int[] firsts, boolean unigrams) implements Units {
    @Override
    public int[] tokens(int unit) {
      int place = Arrays.binarySearch(firsts, unit);
      int first = place < 0 ? -place - 2 : place;
      int gap = unit - firsts[first] - (unigrams ? 1 : 0);
      return gap < 0 ? new int[] {first} : new int[] {first, first + 1 + gap};
    }
  }
}
