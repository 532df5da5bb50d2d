package io.summarizer.rouge;

import java.util.Arrays;
import java.util.Locale;

/**
 * ROUGE-S: pairs of tokens in their order with a limited number of others between them; ROUGE-SU:
 * those and the single tokens. Section 5 of Lin (2004). Counts are clipped as for n-grams.
 *
 * <p>The paper reaches single tokens by a marker at the start of the text, which any of them may
 * follow; so all of them count here, whatever the gap. ROUGE-1.5.5 leaves the last one out.
 */
final class SkipBigrams extends RougeType {
  static final int ANY_GAP = Integer.MAX_VALUE;

  // Stands in place of a pair's first token where a token is counted alone.
  private static final int ALONE = -1;

  // More would not fit into memory.
  private static final int MOST_LISTED = 100_000_000;

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
    int[] g = conventions == Conventions.ROUGE_155 ? withoutLast(generated) : generated;
    int[] r = conventions == Conventions.ROUGE_155 ? withoutLast(reference) : reference;
    return new Overlap(Matching.count(Matching.firstFree(r, g)), g.length, r.length);
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

  @Override
  Matching match(TextPair pair) {
    Pairs generated = listed(pair.generated().tokens().length, pair.conventions());
    Pairs reference = listed(pair.reference().tokens().length, pair.conventions());
    Numbering<Long> numbering = new Numbering<>();
    return new Matching(
        generated,
        reference,
        Matching.firstFree(
            numbers(pair.reference().tokens(), reference, numbering),
            numbers(pair.generated().tokens(), generated, numbering)));
  }

  private static int[] numbers(int[] tokens, Pairs units, Numbering<Long> numbering) {
    int[] numbers = new int[units.count()];
    for (int unit = 0; unit < numbers.length; unit++) {
      int[] places = units.tokens(unit);
      long first = places.length == 1 ? ALONE : tokens[places[0]];
      numbers[unit] = numbering.numberOf(first << 32 | tokens[places[places.length - 1]]);
    }
    return numbers;
  }

  @Override
  String units() {
    return "pairs of tokens"
        + (maxGap == ANY_GAP ? "" : " with at most " + maxGap + " between them")
        + (unigrams ? ", and single tokens" : "");
  }

  private Pairs listed(int tokens, Conventions conventions) {
    double count = pairs(tokens) + (unigrams ? tokens : 0);
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
    // The last unit is the last token alone, which ROUGE-1.5.5 leaves out.
    boolean leavesOut = unigrams && tokens > 0 && conventions == Conventions.ROUGE_155;
    return new Pairs((int) count - (leavesOut ? 1 : 0), firsts, unigrams);
  }

  /**
   * The units, those that begin with the first token first.
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
