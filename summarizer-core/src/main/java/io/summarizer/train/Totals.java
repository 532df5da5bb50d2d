package io.summarizer.train;

import io.summarizer.tokens.Batch;
import java.util.List;

/**
 * What the steps of a stretch add up to.
 *
 * @param loss of all label tokens together
 * @param labels how many there were
 * @param nanos the steps took
 * @param skipped steps that changed nothing
 */
record Totals(
    double loss,
    long labels,
    long examples,
    long tokens,
    long paddedTokens,
    long nanos,
    int skipped) {
  static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0, 0);

  Totals plus(StepResult step, List<Batch> microBatches) {
    int stepLabels = microBatches.stream().mapToInt(Batch::labelTokens).sum();
    return new Totals(
        loss + (step.skipped() ? 0 : step.loss() * stepLabels),
        labels + (step.skipped() ? 0 : stepLabels),
        examples + microBatches.stream().mapToInt(Batch::rows).sum(),
        tokens + microBatches.stream().mapToLong(Batch::tokens).sum(),
        paddedTokens + microBatches.stream().mapToLong(Batch::paddedTokens).sum(),
        nanos,
        skipped + (step.skipped() ? 1 : 0));
  }

  Totals plusNanos(long more) {
    return new Totals(loss, labels, examples, tokens, paddedTokens, nanos + more, skipped);
  }

  /** Whether steps can add up to this. */
  boolean isPossible() {
    return labels >= 0
        && examples >= 0
        && tokens >= 0
        && paddedTokens >= tokens
        && nanos >= 0
        && skipped >= 0;
  }

  double meanLoss() {
    return loss / labels;
  }

  double seconds() {
    return nanos / 1e9;
  }

  double padding() {
    return 1 - (double) tokens / paddedTokens;
  }
}
