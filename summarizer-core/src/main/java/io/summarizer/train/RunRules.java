package io.summarizer.train;

import static io.summarizer.options.RunOptions.*;

import io.summarizer.Cadence;
import io.summarizer.EarlyStopping;
import io.summarizer.Metric;
import io.summarizer.options.OptionSet;
import java.util.Optional;

/** When a run logs, evaluates, saves and ends. */
record RunRules(
    long totalSteps,
    int stepsPerCall,
    Cadence logEvery,
    Cadence evaluateEvery,
    Cadence saveEvery,
    int saveLimit,
    boolean loadBestAtEnd,
    Metric bestMetric,
    Optional<EarlyStopping> earlyStopping,
    int rollBacks) {
  static RunRules of(OptionSet options, boolean onCpu, long totalSteps) {
    return new RunRules(
        totalSteps,
        StepperSetup.stepsPerCall(options, onCpu),
        options.get(LOG_EVERY),
        options.get(EVALUATE_EVERY),
        options.get(SAVE_EVERY),
        options.get(SAVE_LIMIT),
        options.get(LOAD_BEST_AT_END),
        options.get(BEST_METRIC),
        options.find(EARLY_STOPPING),
        options.get(ROLL_BACKS));
  }

  /** By how much an evaluation must be better to count as that, see {@link EarlyStopping}. */
  double threshold() {
    return earlyStopping.map(EarlyStopping::threshold).orElse(0.0);
  }

  /** Whether something may have to be done after a step that is not the run's last. */
  boolean isAnythingDue(long step, boolean endsEpoch) {
    return endsEpoch
        || evaluateEvery.isDue(step, false, false)
        || saveEvery.isDue(step, false, false);
  }
}
