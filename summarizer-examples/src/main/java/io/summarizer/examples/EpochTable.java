package io.summarizer.examples;

import com.google.common.base.Ticker;
import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuningResult;
import io.summarizer.RollBack;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPause;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import io.summarizer.listener.TrainingClock;
import io.summarizer.rouge.RougeScores;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The history of a run as a table: a row for each epoch and each evaluation, as soon as it is done.
 * Loss, seconds and samples are those since the row before; an asterisk marks the best evaluation
 * up to then. ROUGE is F1 x 100, as papers print it.
 */
final class EpochTable implements TrainingListener {
  private static final String HEADER =
      " epoch  train loss  val loss  rouge1  rouge2  rougeL  rougeLsum  gen len  seconds  samples/s";
  private static final String ROW = "%6.2f  %10s  %8s  %s  %7s  %7.1f  %9.1f%s";

  private final Streams streams;
  private final TrainingClock clock;
  private Stretch stretch = new Stretch(0);

  /** Waits for its epoch, which may end with it and knows its figures better. */
  private @Nullable EvaluationPoint waiting;

  private boolean wholeEpoch = true;

  /** The steps since the row before. */
  private static final class Stretch {
    private final double start;
    private double loss;
    private long steps;
    private long examples;

    private Stretch(double start) {
      this.start = start;
    }
  }

  EpochTable(Streams streams) {
    this(streams, Ticker.systemTicker());
  }

  EpochTable(Streams streams, Ticker ticker) {
    this.streams = streams;
    this.clock = new TrainingClock(ticker::read);
  }

  @Override
  public void onStart(TrainingPlan plan) {
    streams.print(HEADER);
    clock.onStart(plan);
  }

  @Override
  public void onStep(TrainingStep step) {
    printWaiting();
    clock.onStep(step);
    stretch.loss += step.skipped() ? 0 : step.loss();
    stretch.steps += step.skipped() ? 0 : 1;
    stretch.examples += step.examples();
  }

  @Override
  public void onEvaluation(EvaluationPoint point) {
    clock.onEvaluation(point);
    printWaiting();
    waiting = point;
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    clock.onEpoch(epoch);
    boolean best = waiting != null && waiting.best();
    waiting = null;
    if (wholeEpoch) {
      print(
          epoch.epoch(),
          epoch.trainLoss(),
          epoch.evaluation(),
          epoch.seconds(),
          epoch.samplesPerSecond(),
          best);
    } else if (stretch.steps > 0 || epoch.evaluation().isPresent()) {
      printStretch(epoch.epoch(), epoch.evaluation(), best);
    }
    wholeEpoch = true;
  }

  private void printWaiting() {
    EvaluationPoint point = waiting;
    waiting = null;
    if (point != null) {
      printStretch(point.epoch(), Optional.of(point.evaluation()), point.best());
      wholeEpoch = false;
    }
  }

  private void printStretch(double epoch, Optional<Evaluation> evaluation, boolean best) {
    double seconds = clock.stepSeconds() - stretch.start;
    print(
        epoch,
        stretch.loss / stretch.steps,
        evaluation,
        seconds,
        seconds == 0 ? 0 : stretch.examples / seconds,
        best);
  }

  private void print(
      double epoch,
      double trainLoss,
      Optional<Evaluation> evaluation,
      double seconds,
      double samplesPerSecond,
      boolean best) {
    streams.print(
        String.format(
            Locale.ROOT,
            ROW,
            epoch,
            Double.isNaN(trainLoss) ? "-" : String.format(Locale.ROOT, "%.4f", trainLoss),
            cell("%.4f", evaluation, Evaluation::loss),
            evaluation
                .flatMap(Evaluation::rouge)
                .map(EpochTable::scores)
                .orElse("     -       -       -          -"),
            cell("%.1f", evaluation.flatMap(Evaluation::generated), Evaluation.Generated::length),
            seconds,
            samplesPerSecond,
            best ? " *" : ""));
    stretch = new Stretch(clock.stepSeconds());
  }

  @Override
  public void onLog(TrainingLog log) {
    clock.onLog(log);
  }

  @Override
  public void onEvaluating(long step) {
    printWaiting();
    clock.onEvaluating(step);
  }

  @Override
  public void onSaving(long step) {
    printWaiting();
    clock.onSaving(step);
  }

  @Override
  public void onSave(SavedCheckpoint checkpoint) {
    clock.onSave(checkpoint);
  }

  @Override
  public void onPause(TrainingPause pause) {
    printWaiting();
  }

  @Override
  public void onGoOn(TrainingPause pause, double seconds) {
    clock.onGoOn(pause, seconds);
  }

  /** The steps since the checkpoint are made again. */
  @Override
  public void onRollBack(RollBack rollBack) {
    printWaiting();
    clock.onRollBack(rollBack);
    stretch = new Stretch(clock.stepSeconds());
  }

  @Override
  public void onEnd(FineTuningResult result) {
    printWaiting();
  }

  /** The four scores, under the table's columns. */
  static String scores(RougeScores rouge) {
    return String.format(
        Locale.ROOT,
        "%6.2f  %6.2f  %6.2f  %9.2f",
        100 * rouge.rouge1().f1(),
        100 * rouge.rouge2().f1(),
        100 * rouge.rougeL().f1(),
        100 * rouge.rougeLsum().f1());
  }

  private static <T> String cell(String format, Optional<T> measured, ToDoubleFunction<T> value) {
    return measured
        .map(m -> String.format(Locale.ROOT, format, value.applyAsDouble(m)))
        .orElse("-");
  }
}
