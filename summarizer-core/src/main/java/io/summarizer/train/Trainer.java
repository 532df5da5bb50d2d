package io.summarizer.train;

import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.NonFiniteLossException;
import io.summarizer.RollBack;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TrainingEnd;
import io.summarizer.TrainingInterruptedException;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingStep;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a run: steps, and between them logs, evaluations and checkpoints when it is time.
 *
 * <p>What is done after a step is done once: a run that goes on with a checkpoint does what was
 * still due at its step.
 */
final class Trainer {
  private final Parts parts;
  private final RunRules rules;
  private final TrainingGate gate;
  private final List<TrainingListener> listeners;
  private TrainingState state;

  /** Whether a checkpoint holds just this state. */
  private boolean saved;

  /**
   * What a run works with.
   *
   * @param evaluator if there is validation data
   * @param writer of the model's files
   * @param origin reads the parameters that the run started from into the stepper
   */
  record Parts(
      Stepper stepper,
      TokenizedDataset data,
      BatchPlan plan,
      int padId,
      OutputDirectory output,
      @Nullable Evaluator evaluator,
      CheckpointWriter writer,
      Consumer<Stepper> origin) {}

  /** A run that goes on from {@code state}, whose parameters are in place. */
  Trainer(
      Parts parts,
      RunRules rules,
      TrainingState state,
      TrainingGate gate,
      List<TrainingListener> listeners) {
    this.parts = parts;
    this.rules = rules;
    this.state = state;
    this.gate = gate;
    this.listeners = listeners;
    this.saved = state.step > 0;
  }

  TrainingState state() {
    return state;
  }

  /**
   * Makes the steps that are left.
   *
   * @throws TrainingInterruptedException if the thread is interrupted
   */
  TrainingEnd run() {
    try {
      return runSteps();
    } catch (InterruptedException e) {
      try {
        if (!saved) {
          save(); // with the status cleared, since listeners may write files
        }
      } finally {
        Thread.currentThread().interrupt();
      }
      throw new TrainingInterruptedException(state.step, parts.output().checkpoint(state.step));
    }
  }

  private TrainingEnd runSteps() throws InterruptedException {
    if (saved) {
      rotate(); // a process may have been killed between writing a checkpoint and this
    }
    TrainingEnd end = doWhatIsDue(); // what was not done when the run was last saved
    while (end == null) {
      if (gate.await(state.step)) {
        makeSteps();
      }
      end = doWhatIsDue();
    }
    return end;
  }

  /** Why the run ends here, if it does. */
  private @Nullable TrainingEnd endAfter() {
    if (state.step >= rules.totalSteps()) {
      return TrainingEnd.COMPLETED;
    }
    if (isOutOfPatience()) {
      return TrainingEnd.EARLY_STOPPED;
    }
    return gate.isStopped() ? TrainingEnd.STOPPED : null;
  }

  private boolean isOutOfPatience() {
    return rules.earlyStopping().filter(state::isOutOfPatience).isPresent();
  }

  // ---- steps

  /** The steps of one call: at most up to the next moment at which something may be due. */
  private void makeSteps() {
    long start = state.step;
    if (state.leftOut.contains(start)) {
      parts.stepper().goOnAfter(start + 1);
      state.step = start + 1;
      saved = false;
      return;
    }
    long end = start + 1;
    while (end < start + rules.stepsPerCall()
        && end < rules.totalSteps()
        && !state.leftOut.contains(end)
        && !rules.isAnythingDue(end, endsEpoch(end))) {
      end++;
    }
    List<List<Batch>> steps = new ArrayList<>();
    for (long step = start; step < end; step++) {
      steps.add(
          parts.plan().microBatches(step).stream()
              .map(
                  rows ->
                      Batch.of(rows.stream().mapToObj(parts.data()::get).toList(), parts.padId()))
              .toList());
    }
    long before = System.nanoTime();
    List<StepResult> results = parts.stepper().run(steps);
    long nanos = System.nanoTime() - before;
    Optional<NonFiniteLossException> failure = failure(steps, results);
    if (failure.isPresent()) {
      rollBack(failure.get());
      return;
    }
    for (int i = 0; i < results.size(); i++) {
      report(results.get(i), steps.get(i), nanos / results.size());
    }
  }

  private boolean endsEpoch(long step) {
    return step > 0 && step == parts.plan().steps(parts.plan().epochOf(step - 1) + 1);
  }

  private void report(StepResult result, List<Batch> microBatches, long nanos) {
    state.step = result.step();
    state.epoch = state.epoch.plus(result, microBatches).plusNanos(nanos);
    state.log = state.log.plus(result, microBatches).plusNanos(nanos);
    state.lastGradientNorm = result.gradientNorm();
    state.lastLearningRate = result.learningRate();
    saved = false;
    TrainingStep step =
        new TrainingStep(
            result.step(),
            parts.plan().epochs(result.step()),
            result.loss(),
            result.gradientNorm(),
            result.learningRate(),
            microBatches.stream().mapToInt(Batch::rows).sum(),
            microBatches.stream().mapToLong(Batch::tokens).sum(),
            result.skipped());
    tell(listener -> listener.onStep(step));
    logIfDue(false);
  }

  // ---- numbers that are not finite

  private Optional<NonFiniteLossException> failure(
      List<List<Batch>> steps, List<StepResult> results) {
    return results.stream()
        .filter(result -> !result.isFinite() && !(result.skipped() && scaleIsUsable()))
        .findFirst()
        .map(result -> failure(result, steps, results.indexOf(result)));
  }

  private NonFiniteLossException failure(StepResult result, List<List<Batch>> steps, int failed) {
    List<List<String>> ids =
        parts.plan().microBatches(result.step() - 1).stream()
            .map(rows -> rows.stream().mapToObj(row -> parts.data().get(row).id()).toList())
            .toList();
    return new NonFiniteLossException(
        result.step(),
        result.loss(),
        result.gradientNorm(),
        newestCheckpoint(),
        NonFiniteProbe.examine(parts.stepper(), steps, failed, ids));
  }

  /** A gradient that overflows although it is not scaled up will not stop doing so. */
  private boolean scaleIsUsable() {
    return parts.stepper().lossScale() >= 1;
  }

  private @Nullable Path newestCheckpoint() {
    List<Long> steps = parts.output().checkpoints();
    return steps.isEmpty() ? null : parts.output().checkpoint(steps.get(0));
  }

  private void rollBack(NonFiniteLossException failure) {
    if (state.rollBacks >= rules.rollBacks()) {
      throw failure;
    }
    TrainingState before =
        parts
            .output()
            .newestState()
            .orElseGet(() -> TrainingState.start(state.dataFingerprint, state.settings));
    before.settings = state.settings;
    before.batchSize = state.batchSize;
    before.gradientAccumulation = state.gradientAccumulation;
    before.compareAgain(rules.bestMetric(), rules.threshold());
    before.leftOut.addAll(state.leftOut);
    before.leftOut.add(failure.step() - 1);
    before.rollBacks = state.rollBacks + 1;
    if (before.step == 0) {
      parts.stepper().reset();
      parts.origin().accept(parts.stepper());
    } else {
      Path checkpoint = parts.output().checkpoint(before.step);
      TrainingCheckpoint.restore(checkpoint, parts.stepper(), before.step);
    }
    state = before;
    saved = false; // what is left out must not be tried again
    tell(listener -> listener.onRollBack(new RollBack(failure, before.step)));
  }

  // ---- between steps

  /**
   * Logs, evaluates, closes the epoch and saves if it is time and has not been done.
   *
   * @return why the run ends here, if it does
   */
  private @Nullable TrainingEnd doWhatIsDue() throws InterruptedException {
    TrainingEnd end = endAfter();
    boolean endsEpoch = endsEpoch(state.step);
    logIfDue(end != null);
    boolean evaluationDue = rules.evaluateEvery().isDue(state.step, endsEpoch, end != null);
    boolean best = false;
    if ((gate.takeEvaluation() || evaluationDue) && !state.isEvaluated()) {
      best = evaluate();
    }
    if (end == null && isOutOfPatience()) {
      end = TrainingEnd.EARLY_STOPPED;
      logIfDue(true);
    }
    if ((endsEpoch || end != null) && state.epochClosedAt != state.step) {
      closeEpoch();
    }
    // The model is made of a checkpoint, so the end has one even where none are to be kept.
    boolean saveDue = rules.saveEvery().isDue(state.step, endsEpoch, false) || end != null;
    boolean keepsBest = best && rules.loadBestAtEnd();
    if ((gate.takeSave() || saveDue || keepsBest) && !saved) {
      save();
    }
    return end;
  }

  private void logIfDue(boolean ends) {
    boolean due = rules.logEvery().isDue(state.step, endsEpoch(state.step), ends);
    if (due && state.log.labels() > 0) {
      log();
    }
  }

  private void log() {
    Totals totals = state.log;
    TrainingLog log =
        new TrainingLog(
            state.step,
            parts.plan().epochs(state.step),
            totals.meanLoss(),
            state.lastGradientNorm,
            state.lastLearningRate,
            parts.stepper().lossScale(),
            totals.skipped(),
            totals.examples() / totals.seconds(),
            totals.tokens() / totals.seconds());
    state.log = Totals.ZERO;
    saved = false;
    tell(listener -> listener.onLog(log));
  }

  /** Whether it is the best evaluation so far; false too where there is nothing to evaluate on. */
  private boolean evaluate() throws InterruptedException {
    Evaluator evaluator = parts.evaluator();
    if (evaluator == null) {
      return false;
    }
    tell(listener -> listener.onEvaluating(state.step));
    Evaluation evaluation = evaluator.evaluate(parts.stepper().parameters());
    EvaluationPoint point =
        state.add(
            parts.plan().epochs(state.step), evaluation, rules.bestMetric(), rules.threshold());
    saved = false;
    tell(listener -> listener.onEvaluation(point));
    return point.best();
  }

  private void closeEpoch() {
    Totals totals = state.epoch;
    EpochResult result =
        new EpochResult(
            parts.plan().epochs(state.step),
            state.step,
            totals.meanLoss(),
            state.isEvaluated()
                ? Optional.of(state.evaluations.get(state.evaluations.size() - 1).evaluation())
                : Optional.empty(),
            totals.seconds(),
            totals.examples() / totals.seconds(),
            totals.padding());
    state.history.add(result);
    state.epoch = Totals.ZERO;
    state.epochClosedAt = state.step;
    saved = false;
    tell(listener -> listener.onEpoch(result));
  }

  private void save() {
    tell(listener -> listener.onSaving(state.step));
    Path checkpoint = parts.output().checkpoint(state.step);
    TrainingCheckpoint.write(checkpoint, parts.writer(), parts.stepper(), state);
    saved = true;
    rotate();
    boolean isBest = state.best().filter(point -> point.step() == state.step).isPresent();
    SavedCheckpoint written = new SavedCheckpoint(checkpoint, state.step, isBest);
    tell(listener -> listener.onSave(written));
  }

  /** Deletes checkpoints beyond the limit, but not the best. */
  private void rotate() {
    OptionalLong best = state.best().stream().mapToLong(EvaluationPoint::step).findFirst();
    parts.output().rotate(rules.saveLimit(), best);
  }

  private void tell(Consumer<TrainingListener> event) {
    listeners.forEach(event);
  }
}
