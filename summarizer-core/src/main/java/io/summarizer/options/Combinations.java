package io.summarizer.options;

import static io.summarizer.options.RunOptions.*;

import io.summarizer.Batching;
import io.summarizer.Cadence;
import io.summarizer.Evaluation;
import java.util.Optional;

/** Which options go together: checked when a run is built, since they may be set in any order. */
public final class Combinations {
  private Combinations() {}

  /**
   * Does nothing if the options of a run go together.
   *
   * @throws IllegalArgumentException if a required one is missing or two contradict each other
   */
  public static void check(OptionSet options) {
    options.get(MODEL);
    options.get(TRAIN);
    options.get(OUTPUT_DIRECTORY);
    notBoth(options, EPOCHS, STEPS);
    notBoth(options, WARMUP_STEPS, WARMUP_RATIO);
    options.find(STEPS).ifPresent(steps -> checkWarmup(options.get(WARMUP_STEPS), steps));
    checkBatching(options);
    if (options.find(VALIDATION).isEmpty()) {
      checkWithoutValidation(options);
    } else {
      checkEvaluation(options);
    }
    if (options.get(ROLL_BACKS) > 0 && options.get(SAVE_EVERY).unit() == Cadence.Unit.NEVER) {
      throw Checks.invalid(
          "rollBacks",
          "a saveEvery other than never, whose checkpoints it needs",
          options.get(ROLL_BACKS));
    }
  }

  private static void notBoth(OptionSet options, Option<?> one, Option<?> other) {
    if (options.has(one) && options.has(other)) {
      throw new IllegalArgumentException(
          one
              + " and "
              + other
              + ": expected one of them, got "
              + one
              + " "
              + options.get(one)
              + " and "
              + other
              + " "
              + options.get(other));
    }
  }

  private static void checkWarmup(long warmupSteps, long steps) {
    if (warmupSteps > steps) {
      throw Checks.invalid("warmupSteps", "at most steps, " + steps, warmupSteps);
    }
  }

  private static void checkBatching(OptionSet options) {
    Batching batching = options.get(BATCHING);
    if (options.has(BATCH_SIZE) && batching.policy() == Batching.Policy.TOKEN_BUDGET) {
      throw new IllegalArgumentException(
          "batchSize and batchTokens: expected one of them, got batchSize "
              + options.get(BATCH_SIZE)
              + " and batchTokens "
              + batching.batchTokens());
    }
    if (!options.get(SHUFFLE) && batching.policy() != Batching.Policy.FIXED_SIZE) {
      throw Checks.invalid("shuffle", "true, since batching by length changes the order", false);
    }
  }

  /** What has no meaning where nothing is evaluated. */
  private static void checkWithoutValidation(OptionSet options) {
    if (options.get(LOAD_BEST_AT_END)) {
      throw Checks.invalid("loadBestAtEnd", "validation data to tell which is the best", true);
    }
    options
        .find(EARLY_STOPPING)
        .ifPresent(
            value -> {
              throw Checks.invalid("earlyStopping", "validation data to watch", value);
            });
  }

  private static void checkEvaluation(OptionSet options) {
    boolean compares = options.get(LOAD_BEST_AT_END) || options.find(EARLY_STOPPING).isPresent();
    if (compares && options.get(EVALUATE_EVERY).unit() == Cadence.Unit.NEVER) {
      throw new IllegalArgumentException(
          "evaluateEvery: expected every epoch or some steps, since "
              + (options.get(LOAD_BEST_AT_END) ? "loadBestAtEnd" : "earlyStopping")
              + " compares evaluations, got never");
    }
    Evaluation lossOnly = new Evaluation(1, 1, Optional.empty(), 1);
    if (!options.get(GENERATE_IN_EVALUATION)
        && Double.isNaN(options.get(BEST_METRIC).of(lossOnly))) {
      throw Checks.invalid(
          "generateInEvaluation", "true, since bestMetric is " + options.get(BEST_METRIC), false);
    }
  }
}
