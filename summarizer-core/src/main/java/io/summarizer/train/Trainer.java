package io.summarizer.train;

import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.NonFiniteLossException;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingStep;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.text.Batch;
import io.summarizer.text.TokenizedDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The loop of a run: steps, and at the end of each epoch an evaluation and a checkpoint. */
public final class Trainer {
  private final Stepper stepper;
  private final TokenizedDataset data;
  private final BatchPlan plan;
  private final long totalSteps;
  private final int stepsPerCall;
  private final int padId;
  private final OutputDirectory output;
  private final Function<ParameterBlocks, Optional<Evaluation>> evaluator;
  private final List<TrainingListener> listeners;

  /** What has been added up since the epoch began. */
  private static final class EpochSums {
    private final long start = System.nanoTime();
    private double loss;
    private long labels;
    private long examples;
    private long tokens;
    private long paddedTokens;
  }

  /**
   * A run.
   *
   * @param totalSteps at which it ends, within an epoch or not
   * @param evaluator measures parameters at the end of an epoch, if there is validation data
   */
  Trainer(
      Stepper stepper,
      TokenizedDataset data,
      BatchPlan plan,
      long totalSteps,
      int stepsPerCall,
      int padId,
      OutputDirectory output,
      Function<ParameterBlocks, Optional<Evaluation>> evaluator,
      List<TrainingListener> listeners) {
    this.stepper = stepper;
    this.data = data;
    this.plan = plan;
    this.totalSteps = totalSteps;
    this.stepsPerCall = stepsPerCall;
    this.padId = padId;
    this.output = output;
    this.evaluator = evaluator;
    this.listeners = listeners;
  }

  List<EpochResult> run() {
    List<EpochResult> history = new ArrayList<>();
    EpochSums sums = new EpochSums();
    long done = 0;
    while (done < totalSteps) {
      long epochEnd = plan.steps(plan.epochOf(done) + 1);
      long end = Math.min(done + stepsPerCall, Math.min(epochEnd, totalSteps));
      makeSteps(done, end, sums);
      done = end;
      if (done == epochEnd || done == totalSteps) {
        history.add(endEpoch(done, sums));
        sums = new EpochSums();
      }
    }
    return history;
  }

  /** The steps from {@code start} to before {@code end} in one call. */
  private void makeSteps(long start, long end, EpochSums sums) {
    List<List<Batch>> steps = new ArrayList<>();
    for (long step = start; step < end; step++) {
      steps.add(
          plan.microBatches(step).stream()
              .map(rows -> Batch.of(rows.stream().mapToObj(data::get).toList(), padId))
              .toList());
    }
    List<StepResult> results = stepper.run(steps);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).failed()) {
        throw failure(results.get(i), steps, i);
      }
      report(results.get(i), steps.get(i), sums);
    }
  }

  private NonFiniteLossException failure(StepResult result, List<List<Batch>> steps, int failed) {
    List<List<String>> ids =
        plan.microBatches(result.step() - 1).stream()
            .map(rows -> rows.stream().mapToObj(row -> data.get(row).id()).toList())
            .toList();
    return new NonFiniteLossException(
        result.step(),
        result.loss(),
        result.gradientNorm(),
        output.latest().orElse(null),
        NonFiniteProbe.examine(stepper, steps, failed, ids));
  }

  private void report(StepResult result, List<Batch> microBatches, EpochSums sums) {
    int labels = microBatches.stream().mapToInt(Batch::labelTokens).sum();
    sums.loss += result.loss() * labels;
    sums.labels += labels;
    int examples = microBatches.stream().mapToInt(Batch::rows).sum();
    sums.examples += examples;
    sums.tokens += microBatches.stream().mapToLong(Batch::tokens).sum();
    sums.paddedTokens += microBatches.stream().mapToLong(Batch::paddedTokens).sum();
    TrainingStep report =
        new TrainingStep(
            result.step(),
            plan.epochs(result.step()),
            result.loss(),
            result.gradientNorm(),
            result.learningRate(),
            examples);
    listeners.forEach(listener -> listener.onStep(report));
  }

  private EpochResult endEpoch(long done, EpochSums sums) {
    double seconds = (System.nanoTime() - sums.start) / 1e9;
    Optional<Evaluation> evaluation = evaluator.apply(stepper.parameters());
    EpochResult result =
        new EpochResult(
            plan.epochs(done),
            done,
            sums.loss / sums.labels,
            evaluation,
            seconds,
            sums.examples / seconds,
            1 - (double) sums.tokens / sums.paddedTokens);
    listeners.forEach(listener -> listener.onEpoch(result));
    var checkpoint = output.save(done, spec -> stepper.parameters().parameter(spec.name()));
    listeners.forEach(listener -> listener.onSave(checkpoint));
    return result;
  }
}
