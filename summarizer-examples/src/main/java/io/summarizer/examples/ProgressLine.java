package io.summarizer.examples;

import io.summarizer.EpochResult;
import io.summarizer.TokenizationProgress;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One line on the terminal that says how far a run is; nothing where nobody watches. */
final class ProgressLine implements TrainingListener {
  private static final String CLEAR = "\r\u001b[K";
  private static final long NANOS = 1_000_000_000;
  private static final long INTERVAL = NANOS / 10;

  private final PrintStream err;
  private final boolean interactive;
  private final LongSupplier nanoTime;

  private @Nullable TrainingPlan plan;
  private long start;
  private long epochStart;
  private long samplesOfEpoch;
  private long shown;

  /** A line for one run. */
  ProgressLine(Streams streams) {
    this(streams, System::nanoTime);
  }

  ProgressLine(Streams streams, LongSupplier nanoTime) {
    this.err = streams.err();
    this.interactive = streams.interactive();
    this.nanoTime = nanoTime;
  }

  /** Shows a text until the next one. */
  void show(String text) {
    if (interactive) {
      err.print(CLEAR + text);
      err.flush();
    }
  }

  /** Leaves the line to others. */
  void clear() {
    show("");
  }

  @Override
  public void onTokenization(TokenizationProgress progress) {
    String total =
        progress.total().isPresent()
            ? String.format(Locale.ROOT, "/%,d", progress.total().getAsLong())
            : "";
    show(
        String.format(
            Locale.ROOT, "tokenizing %s, row %,d%s", progress.dataset(), progress.rows(), total));
  }

  @Override
  public void onStart(TrainingPlan plan) {
    this.plan = plan;
    start = nanoTime.getAsLong();
    epochStart = start;
    shown = start;
    clear();
  }

  @Override
  public void onStep(TrainingStep step) {
    long now = nanoTime.getAsLong();
    samplesOfEpoch += step.examples();
    boolean epochEnds = plan != null && epochEnds(plan, step);
    if (plan != null && (epochEnds || now - shown >= INTERVAL)) {
      show(position(plan, step) + (epochEnds ? "evaluating and saving" : pace(plan, step, now)));
      shown = now;
    }
  }

  private static boolean epochEnds(TrainingPlan plan, TrainingStep step) {
    return step.epoch() == Math.rint(step.epoch()) || step.step() == plan.totalSteps();
  }

  private static String position(TrainingPlan plan, TrainingStep step) {
    return String.format(
        Locale.ROOT, "step %,d/%,d, loss %.4f, ", step.step(), plan.totalSteps(), step.loss());
  }

  private String pace(TrainingPlan plan, TrainingStep step, long now) {
    double speed = samplesOfEpoch * (double) NANOS / (now - epochStart);
    // The mean so far counts the evaluations too, which the rest of the run will have as well.
    double secondsPerStep = (double) (now - start) / NANOS / step.step();
    long left = Math.round(secondsPerStep * (plan.totalSteps() - step.step()));
    return String.format(Locale.ROOT, "%.1f samples/s, %s left", speed, clock(left));
  }

  /** Seconds as 1:05 or 2:01:05. */
  static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    epochStart = nanoTime.getAsLong();
    samplesOfEpoch = 0;
    clear();
  }
}
