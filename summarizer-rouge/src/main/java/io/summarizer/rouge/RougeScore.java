package io.summarizer.rouge;

/**
 * Precision, recall and F1 of one ROUGE measure, each a fraction from 0 to 1.
 *
 * @param precision share of the generated summary that is found in the reference
 * @param recall share of the reference that is found in the generated summary
 * @param f1 harmonic mean of precision and recall, 0 where both are 0; in a mean over a corpus it
 *     is the mean of the F1 values, not the harmonic mean of the two other means
 */
public record RougeScore(double precision, double recall, double f1) {
  /** Checks that each part lies from 0 to 1. */
  public RougeScore {
    requireFraction("precision", precision);
    requireFraction("recall", recall);
    requireFraction("f1", f1);
  }

  /**
   * The score of {@code matches} matching units out of those of either text. A text without units
   * counts as having one, so its score is 0 and not undefined.
   */
  static RougeScore of(double matches, double generatedUnits, double referenceUnits) {
    double precision = matches / Math.max(generatedUnits, 1);
    double recall = matches / Math.max(referenceUnits, 1);
    // The order of these operations is rouge_score's: the last bit of F1 depends on it.
    double f1 = matches == 0 ? 0 : 2 * precision * recall / (precision + recall);
    return new RougeScore(precision, recall, f1);
  }

  private static void requireFraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "RougeScore "
              + name
              + ": expected a fraction from 0 to 1, got "
              + value
              + "; divide a percentage by 100");
    }
  }
}
