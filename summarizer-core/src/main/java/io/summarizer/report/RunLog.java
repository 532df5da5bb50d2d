package io.summarizer.report;

import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuningResult;
import io.summarizer.RollBack;
import io.summarizer.SavedCheckpoint;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPause;
import io.summarizer.TrainingPlan;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The course of a run in the application's log, by the logger {@code io.summarizer.FineTuning}: a
 * line at INFO when it starts, is evaluated, saved, paused and ends, at WARN when it goes back.
 */
public final class RunLog implements TrainingListener {
  private final Logger log;

  /** A log of one run. */
  public RunLog() {
    this(LoggerFactory.getLogger("io.summarizer.FineTuning"));
  }

  RunLog(Logger log) {
    this.log = log;
  }

  @Override
  public void onStart(TrainingPlan plan) {
    say(
        "Fine-tuning of %s, %,d parameters, on %,d examples of %s: %s%,d steps, %,d to an epoch",
        plan.setting("model"),
        plan.parameters(),
        plan.train().rowsKept(),
        plan.setting("train"),
        plan.stepsDone() == 0 ? "" : text("goes on after step %,d of ", plan.stepsDone()),
        plan.totalSteps(),
        plan.stepsPerEpoch());
  }

  @Override
  public void onEvaluation(EvaluationPoint point) {
    say(
        "Step %,d, epoch %.2f: validation loss %.4f%s%s",
        point.step(),
        point.epoch(),
        point.evaluation().loss(),
        point.evaluation().generated().map(RunLog::scores).orElse(""),
        point.best() ? ", the best so far" : "");
  }

  private static String scores(Evaluation.Generated generated) {
    StringBuilder scores = new StringBuilder();
    generated
        .rouge()
        .byType()
        .forEach((type, score) -> scores.append(text(", %s %.2f", type.name(), 100 * score.f1())));
    return scores.toString();
  }

  @Override
  public void onSave(SavedCheckpoint checkpoint) {
    say("Step %,d is saved in %s", checkpoint.step(), checkpoint.directory());
  }

  @Override
  public void onPause(TrainingPause pause) {
    if (pause.cause() == TrainingPause.Cause.ASKED) { // the ThermalGuard tells of the others
      say("Step %,d: paused, as asked", pause.step());
    }
  }

  @Override
  public void onGoOn(TrainingPause pause, double seconds) {
    if (pause.cause() == TrainingPause.Cause.ASKED) {
      say("Step %,d: goes on after a pause of %.0f s", pause.step(), seconds);
    }
  }

  @Override
  public void onRollBack(RollBack rollBack) {
    log.warn("Back to step {}: {}", rollBack.step(), rollBack.failure().getMessage());
  }

  @Override
  public void onEnd(FineTuningResult result) {
    say(
        "Fine-tuning has ended (%s); the model of step %,d is in %s",
        result.end().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        result.step(),
        result.model());
  }

  private void say(String format, Object... values) {
    log.info(text(format, values));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
