package io.summarizer.rouge;

/**
 * ROUGE-N: n-grams that two texts share. An n-gram counts at most as often as it occurs in either
 * text ("clipped" counts).
 */
final class NGrams extends RougeType {
  private static final int LONGEST = 9;

  private final int n;

  NGrams(int n) {
    super("rouge" + n);
    if (n < 1 || n > LONGEST) {
      throw new IllegalArgumentException(
          "RougeType n: expected 1 to 9 tokens to an n-gram, got "
              + n
              + "; for pairs further apart use skipBigram");
    }
    this.n = n;
  }

  @Override
  Overlap overlap(TextPair pair) {
    int[] generated = pair.generated().tokens();
    int[] reference = pair.reference().tokens();
    int[] generatedGrams = generated;
    int[] referenceGrams = reference;
    for (int length = 2; length <= n; length++) {
      Numbering<Long> grams = new Numbering<>();
      generatedGrams = lengthen(generatedGrams, generated, length, grams);
      referenceGrams = lengthen(referenceGrams, reference, length, grams);
    }
    return overlap(generatedGrams, referenceGrams);
  }

  /** What two texts share whose n-grams are numbered alike. */
  static Overlap overlap(int[] generated, int[] reference) {
    return new Overlap(matches(generated, reference), generated.length, reference.length);
  }

  /**
   * Numbers the n-grams of {@code length} tokens: one is the (n-1)-gram at its place followed by
   * one more token, so a pair of ints names it whatever its length.
   */
  private static int[] lengthen(
      int[] shorterGrams, int[] tokens, int length, Numbering<Long> numbering) {
    int[] grams = new int[Math.max(tokens.length - length + 1, 0)];
    for (int i = 0; i < grams.length; i++) {
      grams[i] = numbering.numberOf((long) shorterGrams[i] << 32 | tokens[i + length - 1]);
    }
    return grams;
  }

  private static int matches(int[] generated, int[] reference) {
    int[] unmatched = new int[1 + Math.max(max(generated), max(reference))];
    for (int gram : reference) {
      unmatched[gram]++;
    }
    int matches = 0;
    for (int gram : generated) {
      if (unmatched[gram] > 0) {
        unmatched[gram]--;
        matches++;
      }
    }
    return matches;
  }

  private static int max(int[] numbers) {
    int max = 0;
    for (int number : numbers) {
      max = Math.max(max, number);
    }
    return max;
  }
}
