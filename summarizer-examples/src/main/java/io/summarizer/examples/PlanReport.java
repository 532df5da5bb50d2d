package io.summarizer.examples;

import io.summarizer.FineTuning;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPlan;
import java.util.Locale;

/** Says what a run is about to do, before it begins. */
final class PlanReport implements TrainingListener {
  private final Streams streams;
  private final FineTuning run;

  PlanReport(Streams streams, FineTuning run) {
    this.streams = streams;
    this.run = run;
  }

  @Override
  public void onStart(TrainingPlan plan) {
    line("model", "%s, %,d parameters", run.model(), plan.parameters());
    line("train", "%s", plan.train());
    plan.validation().ifPresent(report -> line("validation", "%s", report));
    line(
        "steps",
        "%,d of %s, %,d to an epoch; learning rate %s",
        plan.totalSteps(),
        stepSize(),
        plan.stepsPerEpoch(),
        run.learningRate());
    line("padding", "%.1f %% of all tokens", 100 * plan.padding());
    line("output", "%s", run.outputDirectory());
    streams.print("");
  }

  private String stepSize() {
    int batches = run.gradientAccumulation();
    return switch (run.batching().policy()) {
      case FIXED_SIZE -> batches * run.batchSize() + " examples";
      case LENGTH_GROUPED -> batches * run.batchSize() + " examples of similar length";
      case TOKEN_BUDGET ->
          String.format(
              Locale.ROOT,
              "up to %,d tokens, padding included",
              (long) batches * run.batching().batchTokens());
    };
  }

  private void line(String name, String format, Object... values) {
    streams.print(
        String.format(Locale.ROOT, "%-12s", name) + String.format(Locale.ROOT, format, values));
  }
}
