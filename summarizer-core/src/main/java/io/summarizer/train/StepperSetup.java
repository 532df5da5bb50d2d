package io.summarizer.train;

import static io.summarizer.options.RunOptions.*;

import io.summarizer.Batching;
import io.summarizer.FineTuning;
import io.summarizer.ModelPart;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.options.OptionSet;

/** What a run's options mean for the steps of its training. */
final class StepperSetup {
  private StepperSetup() {}

  /** Which examples each step sees. */
  static BatchPlan batches(OptionSet options, Lengths lengths) {
    return new BatchPlan(
        new EpochPlanner(
            lengths,
            options.get(BATCHING),
            options.get(BATCH_SIZE),
            options.get(GRADIENT_ACCUMULATION),
            options.get(SHUFFLE),
            options.get(SEED)));
  }

  /**
   * The setup of a run on some data.
   *
   * @param onCpu whether the CPU trains
   */
  static Stepper.Setup of(
      OptionSet options,
      Checkpoint checkpoint,
      Arithmetic arithmetic,
      boolean onCpu,
      long totalSteps,
      Lengths lengths) {
    return of(
        options,
        checkpoint,
        arithmetic,
        onCpu,
        totalSteps,
        largestMask(options, checkpoint.config(), lengths));
  }

  /** A setup to look at the graph with. */
  static Stepper.Setup of(
      OptionSet options, Checkpoint checkpoint, Arithmetic arithmetic, boolean onCpu) {
    return of(options, checkpoint, arithmetic, onCpu, 1, 0);
  }

  private static Stepper.Setup of(
      OptionSet options,
      Checkpoint checkpoint,
      Arithmetic arithmetic,
      boolean onCpu,
      long totalSteps,
      long largestMask) {
    T5Config config = checkpoint.config();
    return new Stepper.Setup(
        config,
        ParameterLayout.of(
            checkpoint.parameters(),
            onCpu ? ParameterLayout.CPU_BLOCK : ParameterLayout.GPU_BLOCK,
            tensor -> !options.get(FREEZE).contains(ModelPart.of(tensor.name()))),
        new Optimization(
            options.get(OPTIMIZER),
            new LearningRate(
                options.get(SCHEDULE),
                options.get(LEARNING_RATE),
                warmupSteps(options, totalSteps),
                totalSteps),
            options.get(WEIGHT_DECAY),
            options.get(MAX_GRADIENT_NORM),
            options.get(LABEL_SMOOTHING)),
        options.find(DROPOUT).orElse(config.dropoutRate()),
        largestMask,
        options.get(SEED),
        options.get(GRADIENT_ACCUMULATION) > 1,
        stepsPerCall(options, onCpu) > 1,
        arithmetic,
        options.get(RECOMPUTATION),
        onCpu);
  }

  /** How many steps one call makes at most. */
  static int stepsPerCall(OptionSet options, boolean onCpu) {
    return options.find(STEPS_PER_CALL).orElse(onCpu ? 1 : FineTuning.DEFAULT_GPU_STEPS_PER_CALL);
  }

  private static long warmupSteps(OptionSet options, long totalSteps) {
    return options
        .find(WARMUP_RATIO)
        .map(ratio -> LearningRate.warmupSteps(ratio, totalSteps))
        .orElse((long) options.get(WARMUP_STEPS));
  }

  /** The elements of the largest tensor that dropout is applied to. */
  static long largestMask(OptionSet options, T5Config config, Lengths lengths) {
    long longest = Math.max(lengths.longestSource(), lengths.longestTarget());
    Batching batching = options.get(BATCHING);
    long tokens =
        batching.policy() == Batching.Policy.TOKEN_BUDGET
            ? Math.max(batching.batchTokens(), longest)
            : options.get(BATCH_SIZE) * longest;
    return DropoutPool.largestMask(config, tokens, longest);
  }
}
