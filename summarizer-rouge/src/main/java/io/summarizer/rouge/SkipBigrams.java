package io.summarizer.rouge;

import java.util.Arrays;

/**
 * ROUGE-S: pairs of tokens in their order with a limited number of others between them; ROUGE-SU:
 * those and the single tokens. Section 5 of Lin (2004). Counts are clipped as for n-grams.
 *
 * <p>The paper reaches single tokens by a marker at the start of the text, which any of them may
 * follow; so all of them count here, whatever the gap. ROUGE-1.5.5 leaves the last one out.
 */
final class SkipBigrams extends RougeType {
  static final int ANY_GAP = Integer.MAX_VALUE;

  private final int maxGap;
  private final boolean unigrams;

  SkipBigrams(int maxGap, boolean unigrams) {
    super("rougeS" + (unigrams ? "U" : "") + (maxGap == ANY_GAP ? "*" : maxGap));
    this.maxGap = maxGap;
    this.unigrams = unigrams;
  }

  static int requireGap(long maxGap) {
    if (maxGap < 0 || maxGap >= ANY_GAP) {
      throw new IllegalArgumentException(
          "RougeType maxGap: expected 0 to "
              + (ANY_GAP - 1)
              + " tokens between the two of a pair, got "
              + maxGap
              + "; leave it out for any number");
    }
    return (int) maxGap;
  }

  @Override
  Overlap overlap(TextPair pair) {
    int[] generated = pair.generated().tokens();
    int[] reference = pair.reference().tokens();
    Overlap pairs =
        new Overlap(
            matches(generated, reference, pair.vocabularySize()),
            pairs(generated.length),
            pairs(reference.length));
    return unigrams ? pairs.plus(singles(generated, reference, pair.conventions())) : pairs;
  }

  private static Overlap singles(int[] generated, int[] reference, Conventions conventions) {
    return switch (conventions) {
      case PAPER -> NGrams.overlap(generated, reference);
      case ROUGE_155 -> NGrams.overlap(withoutLast(generated), withoutLast(reference));
    };
  }

  private static int[] withoutLast(int[] tokens) {
    return Arrays.copyOf(tokens, Math.max(tokens.length - 1, 0));
  }

  /**
   * Counts the pairs that both texts hold, all those with the same first token at a time: so the
   * second token alone tells them apart, and memory grows with the texts and not with their pairs.
   */
  private long matches(int[] generated, int[] reference, int vocabularySize) {
    int[][] inGenerated = places(generated, vocabularySize);
    int[][] inReference = places(reference, vocabularySize);
    int[] unmatched = new int[vocabularySize];
    long matches = 0;
    for (int first = 0; first < vocabularySize; first++) {
      if (inGenerated[first].length == 0) {
        continue;
      }
      for (int i : inReference[first]) {
        for (int j = i + 1; j <= last(i, reference); j++) {
          unmatched[reference[j]]++;
        }
      }
      for (int i : inGenerated[first]) {
        for (int j = i + 1; j <= last(i, generated); j++) {
          if (unmatched[generated[j]] > 0) {
            unmatched[generated[j]]--;
            matches++;
          }
        }
      }
      for (int i : inReference[first]) {
        for (int j = i + 1; j <= last(i, reference); j++) {
          unmatched[reference[j]] = 0;
        }
      }
    }
    return matches;
  }

  /** Where each token stands. */
  private static int[][] places(int[] tokens, int vocabularySize) {
    int[] counts = new int[vocabularySize];
    for (int token : tokens) {
      counts[token]++;
    }
    int[][] places = new int[vocabularySize][];
    Arrays.setAll(places, token -> new int[counts[token]]);
    for (int i = 0; i < tokens.length; i++) {
      int token = tokens[i];
      places[token][places[token].length - counts[token]--] = i;
    }
    return places;
  }

  /** The place of the last token that pairs with the one at {@code i}. */
  private int last(int i, int[] tokens) {
    return (int) Math.min(tokens.length - 1L, i + 1L + maxGap);
  }

  private double pairs(int tokens) {
    // Pairs with exactly `gap` tokens between them: tokens - 1 - gap.
    long gaps = Math.min(maxGap + 1L, Math.max(tokens - 1L, 0));
    return gaps * (tokens - 1L) - gaps * (gaps - 1) / 2.0;
  }
}
