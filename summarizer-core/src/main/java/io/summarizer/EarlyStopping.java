package io.summarizer;

import io.summarizer.options.Checks;

/**
 * When a run ends because it no longer gets better: Hugging Face's {@code EarlyStoppingCallback}.
 *
 * @param patience how many evaluations in a row may be no better than the best before them, 1 or
 *     more
 * @param threshold by how much the metric must change to count as better, 0 or more
 */
public record EarlyStopping(int patience, double threshold) {
  /** Checks both. */
  public EarlyStopping {
    Checks.atLeast("earlyStopping patience", 1, patience);
    Checks.notNegative("earlyStopping threshold", threshold);
  }

  /** Any change for the better counts. */
  public static EarlyStopping patience(int patience) {
    return new EarlyStopping(patience, 0);
  }
}
