package io.summarizer.rouge;

/**
 * ROUGE-N: n-grams that two texts share. An n-gram counts at most as often as it occurs in either
 * text ("clipped" counts).
 */
final class NGramOverlap {
  private NGramOverlap() {}

  static RougeScore score(int[] generated, int[] reference, int n) {
    int[] generatedGrams = generated;
    int[] referenceGrams = reference;
    for (int length = 2; length <= n; length++) {
      Numbering<Long> grams = new Numbering<>();
      generatedGrams = lengthen(generatedGrams, generated, length, grams);
      referenceGrams = lengthen(referenceGrams, reference, length, grams);
    }
    return RougeScore.of(
        matches(generatedGrams, referenceGrams), generatedGrams.length, referenceGrams.length);
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
