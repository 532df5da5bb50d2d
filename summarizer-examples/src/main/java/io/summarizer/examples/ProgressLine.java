package io.summarizer.examples;

import com.google.common.base.Ticker;
import io.summarizer.EpochResult;
import io.summarizer.EvaluationPoint;
import io.summarizer.RollBack;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TokenizationProgress;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPause;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import io.summarizer.listener.TimeLeft;
import io.summarizer.listener.TrainingClock;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One line on the terminal that says how far a run is; nothing where nobody watches. */
final class ProgressLine implements TrainingListener {
  /** The end of the line before is wiped after the new one is there: nothing flickers. */
  private static final String WIPE = "\u001b[K";

  private static final long NANOS = 1_000_000_000;
  private static final long INTERVAL = NANOS / 10;

  private final PrintStream err;
  private final boolean interactive;
  private final Ticker ticker;
  private final IntSupplier columns;
  private final TrainingClock clock;
  private final TimeLeft timeLeft;

  private @Nullable TrainingPlan plan;
  private @Nullable TrainingStep last;
  private int width = 80;
  private long samples;
  private long tokens;
  private long shown;

  /** A line for one run. */
  ProgressLine(Streams streams) {
    this(streams, Ticker.systemTicker(), Terminal::columns);
  }

  ProgressLine(Streams streams, Ticker ticker, IntSupplier columns) {
    this.err = streams.err();
    this.interactive = streams.interactive();
    this.ticker = ticker;
    this.columns = columns;
    this.clock = new TrainingClock(ticker::read);
    this.timeLeft = new TimeLeft(ticker::read);
    measure();
  }

  /** The terminal may have another width by now. */
  private void measure() {
    if (interactive) {
      width = columns.getAsInt() - 1; // in the last column some terminals begin a new line
    }
  }

  /** Shows a text until the next one. */
  void show(String text) {
    if (interactive) {
      err.print("\r" + (text.length() > width ? text.substring(0, width) : text) + WIPE);
      err.flush();
    }
  }

  /** Shows a bar, and behind it what fits of the parts, the most important first. */
  void show(double share, List<String> parts) {
    measure();
    show(ProgressBar.of(share, parts, width));
  }

  /** Shows what fits of the parts, the most important first. */
  void show(List<String> parts) {
    measure();
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      if (!text.isEmpty() && text.length() + 2 + part.length() > width) {
        break;
      }
      text.append(text.isEmpty() ? "" : "  ").append(part);
    }
    show(text.toString());
  }

  /** Leaves the line to others. */
  void clear() {
    show("");
  }

  @Override
  public void onTokenization(TokenizationProgress progress) {
    String rows =
        String.format(Locale.ROOT, "tokenizing %s, row %,d", progress.dataset(), progress.rows());
    if (progress.total().isEmpty()) {
      show(rows);
      return;
    }
    long total = progress.total().getAsLong();
    show(
        ProgressBar.of(
            total == 0 ? 1 : (double) progress.rows() / total,
            List.of(rows + String.format(Locale.ROOT, "/%,d", total)),
            width));
  }

  @Override
  public void onStart(TrainingPlan plan) {
    this.plan = plan;
    clock.onStart(plan);
    timeLeft.onStart(plan);
    shown = ticker.read();
    clear();
  }

  @Override
  public void onStep(TrainingStep step) {
    clock.onStep(step);
    timeLeft.onStep(step);
    last = step;
    samples += step.examples();
    tokens += step.tokens();
    long now = ticker.read();
    if (plan != null && (now - shown >= INTERVAL || step.step() == plan.totalSteps())) {
      show(bar(plan, step, null));
      shown = now;
    }
  }

  /** The bar, and what the run does if that is not a step. */
  private String bar(TrainingPlan run, TrainingStep step, @Nullable String doing) {
    List<String> parts = new ArrayList<>();
    if (doing != null) {
      parts.add(doing);
    }
    parts.add(text("step %,d/%,d", step.step(), run.totalSteps()));
    timeLeft
        .estimate()
        .filter(left -> doing == null)
        .ifPresent(left -> parts.add(clock(Math.round(left.toMillis() / 1e3)) + " left"));
    parts.add(text("loss %.4f", step.loss()));
    if (clock.stepSeconds() > 0) {
      parts.add(text("%.1f samples/s", samples / clock.stepSeconds()));
      parts.add(text("lr %.1e", step.learningRate()));
      parts.add(text("%,.0f tokens/s", tokens / clock.stepSeconds()));
    }
    return ProgressBar.of((double) step.step() / run.totalSteps(), parts, width);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Seconds as 1:05 or 2:01:05. */
  static String clock(long seconds) {
    return seconds < 3600
        ? text("%d:%02d", seconds / 60, seconds % 60)
        : text("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private void doing(String what) {
    if (plan != null && last != null) {
      show(bar(plan, last, what));
    } else {
      show(what);
    }
  }

  @Override
  public void onLog(TrainingLog log) {
    clock.onLog(log);
    timeLeft.onLog(log);
  }

  @Override
  public void onEvaluating(long step) {
    clock.onEvaluating(step);
    timeLeft.onEvaluating(step);
    measure();
    doing("evaluating");
  }

  @Override
  public void onEvaluation(EvaluationPoint point) {
    clock.onEvaluation(point);
    timeLeft.onEvaluation(point);
    clear();
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    clock.onEpoch(epoch);
    timeLeft.onEpoch(epoch);
    clear();
  }

  @Override
  public void onSaving(long step) {
    clock.onSaving(step);
    timeLeft.onSaving(step);
    clear(); // what others still have to say of the step comes first
    doing("saving");
  }

  @Override
  public void onSave(SavedCheckpoint checkpoint) {
    clock.onSave(checkpoint);
    timeLeft.onSave(checkpoint);
    clear();
  }

  @Override
  public void onPause(TrainingPause pause) {
    switch (pause.cause()) {
      case ASKED -> doing("paused");
      case HEAT -> clear(); // the library warns of it
    }
  }

  @Override
  public void onGoOn(TrainingPause pause, double seconds) {
    clock.onGoOn(pause, seconds);
    timeLeft.onGoOn(pause, seconds);
    clear();
  }

  @Override
  public void onRollBack(RollBack rollBack) {
    clock.onRollBack(rollBack);
    timeLeft.onRollBack(rollBack);
    clear();
  }
}
