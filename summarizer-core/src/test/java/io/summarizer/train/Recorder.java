package io.summarizer.train;

import io.summarizer.EpochResult;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuningResult;
import io.summarizer.RollBack;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TokenizationProgress;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPause;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Writes down what happens in a run, a line for each event such as {@code save 4}. */
final class Recorder implements TrainingListener {
  final List<String> events = new CopyOnWriteArrayList<>();
  final List<Double> losses = new CopyOnWriteArrayList<>();
  private final Consumer<String> reaction;

  Recorder() {
    this(event -> {});
  }

  /** Does something at each event. */
  Recorder(Consumer<String> reaction) {
    this.reaction = reaction;
  }

  /** Does something at one event. */
  static Recorder at(String event, Runnable reaction) {
    return new Recorder(
        happened -> {
          if (happened.equals(event)) {
            reaction.run();
          }
        });
  }

  /** Fails at one event. */
  static Recorder failingAt(String event) {
    return at(
        event,
        () -> {
          throw new IllegalStateException("failed at " + event);
        });
  }

  private void happened(String event) {
    events.add(event);
    reaction.accept(event);
  }

  /** The steps of the events of one kind. */
  List<Long> steps(String kind) {
    return events.stream()
        .map(event -> event.split(" "))
        .filter(words -> words[0].equals(kind))
        .map(words -> Long.valueOf(words[1]))
        .toList();
  }

  @Override
  public void onTokenization(TokenizationProgress progress) {
    happened("tokenization");
  }

  @Override
  public void onStart(TrainingPlan plan) {
    happened("start " + plan.stepsDone());
  }

  @Override
  public void onStep(TrainingStep step) {
    losses.add(step.loss());
    happened("step " + step.step());
  }

  @Override
  public void onLog(TrainingLog log) {
    happened("log " + log.step());
  }

  @Override
  public void onEvaluating(long step) {
    happened("evaluating " + step);
  }

  @Override
  public void onEvaluation(EvaluationPoint point) {
    happened("evaluation " + point.step() + (point.best() ? " best" : ""));
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    happened("epoch " + epoch.step());
  }

  @Override
  public void onSave(SavedCheckpoint checkpoint) {
    happened("save " + checkpoint.step() + (checkpoint.best() ? " best" : ""));
  }

  @Override
  public void onPause(TrainingPause pause) {
    happened("pause " + pause.step());
  }

  @Override
  public void onGoOn(TrainingPause pause, double seconds) {
    happened("go-on " + pause.step());
  }

  @Override
  public void onRollBack(RollBack rollBack) {
    happened("roll-back " + rollBack.step() + " from " + rollBack.failure().step());
  }

  @Override
  public void onEnd(FineTuningResult result) {
    happened("end " + result.end());
  }
}
