package io.summarizer.train;

import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedDataset;
import java.util.Arrays;
import java.util.List;

/** Times steps. */
final class StepTimer {
  private static final int TIMED = 3;

  private StepTimer() {}

  /**
   * The median time of the first steps of a run, after one that warms the machine up. The stepper
   * has made them then.
   */
  static double secondsPerStep(Stepper stepper, BatchPlan plan, TokenizedDataset data, int padId) {
    double[] seconds = new double[TIMED];
    for (int i = -1; i < TIMED; i++) {
      List<Batch> step =
          plan.microBatches(Math.max(i, 0)).stream()
              .map(rows -> Batch.of(rows.stream().mapToObj(data::get).toList(), padId))
              .toList();
      long start = System.nanoTime();
      stepper.run(List.of(step));
      if (i >= 0) {
        seconds[i] = (System.nanoTime() - start) / 1e9;
      }
    }
    Arrays.sort(seconds);
    return seconds[TIMED / 2];
  }
}
