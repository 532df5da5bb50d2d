package io.summarizer.rouge;

import java.util.Arrays;
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

  /** Told each pair of equal tokens of a subsequence, by their places, and its length. */
  interface PairVisitor {
    void visit(int reference, int generated, int length);
  }

  /**
   * Shows {@code visitor} the pairs of one longest common subsequence, last pair first.
   *
   * <p>Where there are several, the choice is that of {@code rouge_score}: read from the end, a
   * mismatch drops the last reference token unless only dropping the generated one keeps the
   * length. The way back needs no more than one bit for each table cell.
   */
  static void visit(int[] reference, int[] generated, PairVisitor visitor) {
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
    int length = above[generated.length];
    followBack(reference, generated, dropsGenerated, (i, j) -> visitor.visit(i, j, length));
  }

  /** Told each pair of equal tokens by their places. */
  interface PlaceVisitor {
    void visit(int reference, int generated);
  }

  /**
   * Shows {@code visitor} the pairs that the way back from the table's end meets.
   *
   * @param dropsGenerated for each reference token, the generated ones that a mismatch drops
   */
  static void followBack(
      int[] reference, int[] generated, BitSet[] dropsGenerated, PlaceVisitor visitor) {
    int i = reference.length - 1;
    int j = generated.length - 1;
    while (i >= 0 && j >= 0) {
      if (reference[i] == generated[j]) {
        visitor.visit(i, j);
        i--;
        j--;
      } else if (dropsGenerated[i].get(j)) {
        j--;
      } else {
        i--;
      }
    }
  }

  /** For each reference token the place of its partner in that subsequence, or none. */
  static int[] partners(int[] reference, int[] generated) {
    int[] partners = new int[reference.length];
    Arrays.fill(partners, Matching.NONE);
    visit(reference, generated, (i, j, length) -> partners[i] = j);
    return partners;
  }
}
