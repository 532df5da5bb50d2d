package io.summarizer.rouge;

import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;

/**
 * ROUGE-W as ROUGE-1.5.5 counts it, which differs from the paper:
 *
 * <ul>
 *   <li>Each reference sentence is compared with each generated one, as for ROUGE-Lsum, and the
 *       union of the subsequences counts.
 *   <li>Matches form a run where they are neighbours in the reference, be they apart in the
 *       generated text. One that is left out, since its token is used up, neither breaks a run nor
 *       ends it.
 *   <li>What the reference would count is weighted twice, by sentence and as a whole. So recall
 *       falls with the length of the reference, and identical texts of two tokens or more score a
 *       recall below 1.
 * </ul>
 */
final class SummaryWeightedLcs {
  private final DoubleUnaryOperator f;

  /**
   * @param f what a run of that many matches counts
   */
  SummaryWeightedLcs(DoubleUnaryOperator f) {
    this.f = f;
  }

  Overlap overlap(TextPair pair) {
    int[] generatedLeft = new int[pair.vocabularySize()];
    for (int token : pair.generated().tokens()) {
      generatedLeft[token]++;
    }
    double matches = 0;
    double referenceUnits = 0;
    for (int[] sentence : pair.reference().sentences()) {
      BitSet union = new BitSet(sentence.length);
      for (int[] generatedSentence : pair.generated().sentences()) {
        mark(sentence, generatedSentence, union);
      }
      matches += count(sentence, union, generatedLeft);
      referenceUnits += f.applyAsDouble(sentence.length);
    }
    return new Overlap(
        matches,
        f.applyAsDouble(pair.generated().tokens().length),
        f.applyAsDouble(referenceUnits));
  }

  private double count(int[] sentence, BitSet union, int[] generatedLeft) {
    double count = 0;
    int run = 0;
    for (int i = union.nextSetBit(0); i >= 0; i = union.nextSetBit(i + 1)) {
      if (generatedLeft[sentence[i]] > 0) {
        generatedLeft[sentence[i]]--;
        run++;
        if (!union.get(i + 1)) {
          count += f.applyAsDouble(run);
          run = 0;
        }
      }
    }
    return count;
  }

  /** {@link LongestCommonSubsequence#visit} with the matches weighted. */
  private void mark(int[] reference, int[] generated, BitSet positions) {
    BitSet[] dropsGenerated = new BitSet[reference.length];
    double[] above = new double[generated.length + 1];
    double[] row = new double[generated.length + 1];
    int[] runAbove = new int[generated.length + 1];
    int[] run = new int[generated.length + 1];
    for (int i = 0; i < reference.length; i++) {
      BitSet drops = new BitSet(generated.length);
      for (int j = 0; j < generated.length; j++) {
        run[j + 1] = 0;
        if (reference[i] == generated[j]) {
          int k = runAbove[j];
          row[j + 1] = above[j] + f.applyAsDouble(k + 1) - f.applyAsDouble(k);
          run[j + 1] = k + 1;
        } else if (row[j] > above[j + 1]) {
          row[j + 1] = row[j];
          drops.set(j);
        } else {
          row[j + 1] = above[j + 1];
        }
      }
      dropsGenerated[i] = drops;
      double[] done = row;
      row = above;
      above = done;
      int[] doneRun = run;
      run = runAbove;
      runAbove = doneRun;
    }
    LongestCommonSubsequence.followBack(
        reference, generated, dropsGenerated, (i, j) -> positions.set(i));
  }
}
