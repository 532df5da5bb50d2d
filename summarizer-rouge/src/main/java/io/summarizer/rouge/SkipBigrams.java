package io.summarizer.rouge;

import java.util.HashMap;
import java.util.Map;

/**
 * ROUGE-S: pairs of tokens in their order with a limited number of others between them; ROUGE-SU:
 * those and the single tokens. Section 5 of Lin (2004). Counts are clipped as for n-grams.
 */
final class SkipBigrams extends RougeType {
  static final int ANY_GAP = Integer.MAX_VALUE;

  // Stands in place of a pair's first token where a token is counted alone.
  private static final int ALONE = -1;

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
}
