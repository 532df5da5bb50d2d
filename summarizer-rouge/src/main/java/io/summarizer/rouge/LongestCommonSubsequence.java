package io.summarizer.rouge;

import java.util.BitSet;

/** Longest common subsequence of two token sequences by dynamic programming. */
final class LongestCommonSubsequence {
  private LongestCommonSubsequence() {}

  /** Its length; holds two rows of the table only. */
  static int length(int[] a, int[] b) {
    int[] above = new int[b.length + 1];
    int[] row = new int[b.length + 1];
    for (int token : a) {
      for (int j = 1; j <= b.length; j++) {
        row[j] = token == b[j - 1] ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
      }
      int[] done = row;
      row = above;
      above = done;
    }
    return above[b.length];
  }

  /**
   * Marks the positions in {@code reference} of one longest common subsequence with {@code
   * generated}.
   *
   * <p>Where there are several, the choice is that of {@code rouge_score}: read from the end, a
   * mismatch drops the last reference token unless only dropping the generated one keeps the
   * length. The way back needs no more than one bit for each table cell.
   */
  static void mark(int[] reference, int[] generated, BitSet positions) {
    BitSet[] dropsGenerated = new BitSet[reference.length];
    int[] above = new int[generated.length + 1];
    int[] row = new int[generated.length + 1];
    for (int i = 0; i < reference.length; i++) {
      BitSet drops = new BitSet(generated.length);
      for (int j = 0; j < generated.length; j++) {
        if (reference[i] == generated[j]) {
          row[j + 1] = above[j] + 1;
        } else if (row[j] > above[j + 1]) {
          row[j + 1] = row[j];
          drops.set(j);
        } else {
          row[j + 1] = above[j + 1];
        }
      }
      dropsGenerated[i] = drops;
      int[] done = row;
      row = above;
      above = done;
    }
    markPath(reference, generated, dropsGenerated, positions);
  }

  /**
   * Marks the positions in {@code reference} that the way back from the table's end meets.
   *
   * @param dropsGenerated for each reference token, the generated ones that a mismatch drops
   */
  static void markPath(
      int[] reference, int[] generated, BitSet[] dropsGenerated, BitSet positions) {
    int i = reference.length - 1;
    int j = generated.length - 1;
    while (i >= 0 && j >= 0) {
      if (reference[i] == generated[j]) {
        positions.set(i);
        i--;
        j--;
      } else if (dropsGenerated[i].get(j)) {
        j--;
      } else {
        i--;
      }
    }
  }
}
