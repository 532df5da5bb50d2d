package io.summarizer.rouge;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which units of two texts a measure counts as matching.
 *
 * @param generated units of the generated text
 * @param reference units of the reference
 * @param partners for each unit of the reference the generated unit it matches, or {@link #NONE}
 */
record Matching(Units generated, Units reference, int[] partners) {
  static final int NONE = -1;

  /**
   * Pairs equal numbers: each reference unit takes the first generated one that is still free, so
   * that the k-th occurrence in one text has the k-th in the other as its partner.
   */
  static int[] firstFree(int[] reference, int[] generated) {
    int[] first = new int[1 + Math.max(max(reference), max(generated))];
    Arrays.fill(first, NONE);
    int[] next = new int[generated.length];
    for (int i = generated.length - 1; i >= 0; i--) {
      next[i] = first[generated[i]];
      first[generated[i]] = i;
    }
    int[] partners = new int[reference.length];
    for (int i = 0; i < partners.length; i++) {
      int partner = first[reference[i]];
      partners[i] = partner;
      if (partner != NONE) {
        first[reference[i]] = next[partner];
      }
    }
    return partners;
  }

  private static int max(int[] numbers) {
    int max = 0;
    for (int number : numbers) {
      max = Math.max(max, number);
    }
    return max;
  }

  static int count(int[] partners) {
    int count = 0;
    for (int partner : partners) {
      if (partner != NONE) {
        count++;
      }
    }
    return count;
  }

  /** The reference units that have a partner. */
  int[] matched() {
    return IntStream.range(0, partners.length).filter(unit -> partners[unit] != NONE).toArray();
  }

  /** The reference units without a partner. */
  int[] missed() {
    return IntStream.range(0, partners.length).filter(unit -> partners[unit] == NONE).toArray();
  }

  /** The generated units without a partner. */
  int[] extra() {
    BitSet matched = matchedGenerated();
    return IntStream.range(0, generated.count()).filter(unit -> !matched.get(unit)).toArray();
  }

  BitSet matchedGenerated() {
    BitSet matched = new BitSet(generated.count());
    for (int unit : matched()) {
      matched.set(partners[unit]);
    }
    return matched;
  }
}
