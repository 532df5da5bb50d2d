package io.summarizer.rouge;

/**
 * ROUGE-W: a longest common subsequence that favours neighbouring matches, section 4 of Lin (2004).
 * A run of k of them counts f(k) = k<sup>weight</sup>; precision and recall are the inverse of f
 * applied to the share of what the whole text would count.
 *
 * <p>The paper's program takes each match that it meets, so it may miss the subsequence that counts
 * most. ROUGE-1.5.5 counts in another way: {@link SummaryWeightedLcs}.
 */
final class WeightedLcs extends RougeType {
  private static final double MOST = 10;

  private final double weight;

  WeightedLcs(double weight) {
    super("rougeW" + shortest(weight));
    if (!(weight > 1 && weight <= MOST)) {
      throw new IllegalArgumentException(
          "RougeType weight: expected a number above 1, up to 10, got "
              + weight
              + "; 1.2 is customary, and 1 is rougeL");
    }
    this.weight = weight;
  }

  @Override
  Overlap overlap(TextPair pair) {
    return switch (pair.conventions()) {
      case PAPER -> overlap(pair.generated().tokens(), pair.reference().tokens());
      case ROUGE_155 -> new SummaryWeightedLcs(this::f).overlap(pair);
    };
  }

  private Overlap overlap(int[] generated, int[] reference) {
    double generatedUnits = f(generated.length);
    double referenceUnits = f(reference.length);
    // The sum of many small differences may end a rounding error above the whole.
    double most = Math.min(generatedUnits, referenceUnits);
    return new Overlap(
        Math.min(matches(generated, reference), most), generatedUnits, referenceUnits);
  }

  @Override
  RougeScore score(Overlap overlap) {
    return RougeScore.of(
        inverse(overlap.matches()),
        inverse(overlap.generatedUnits()),
        inverse(overlap.referenceUnits()));
  }

  /** The dynamic program of Lin (2004), page 5, in two rows. */
  private double matches(int[] generated, int[] reference) {
    double[] above = new double[reference.length + 1];
    double[] row = new double[reference.length + 1];
    int[] runAbove = new int[reference.length + 1];
    int[] run = new int[reference.length + 1];
    for (int token : generated) {
      for (int j = 1; j <= reference.length; j++) {
        if (token == reference[j - 1]) {
          int k = runAbove[j - 1];
          row[j] = above[j - 1] + f(k + 1) - f(k);
          run[j] = k + 1;
        } else {
          row[j] = Math.max(above[j], row[j - 1]);
          run[j] = 0;
        }
      }
      double[] done = row;
      row = above;
      above = done;
      int[] doneRun = run;
      run = runAbove;
      runAbove = doneRun;
    }
    return above[reference.length];
  }

  private double f(double k) {
    return Math.pow(k, weight);
  }

  private double inverse(double share) {
    return Math.pow(share, 1 / weight);
  }
}
