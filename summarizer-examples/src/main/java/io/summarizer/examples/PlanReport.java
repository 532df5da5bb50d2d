package io.summarizer.examples;

import io.summarizer.TrainingListener;
import io.summarizer.TrainingPlan;
import java.util.Locale;

/** Says what a run is about to do, before it begins. */
final class PlanReport implements TrainingListener {
  private final Streams streams;

  PlanReport(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void onStart(TrainingPlan plan) {
    line("model", "%s, %,d parameters", plan.setting("model"), plan.parameters());
    line("train", "%s", plan.train());
    plan.validation().ifPresent(report -> line("validation", "%s", report));
    line(
        "steps",
        "%,d of %s, %,d to an epoch; learning rate %s",
        plan.totalSteps(),
        stepSize(plan),
        plan.stepsPerEpoch(),
        plan.setting("learningRate"));
    line("padding", "%.1f %% of all tokens", 100 * plan.padding());
    line("output", "%s", plan.setting("outputDirectory"));
    streams.print("");
  }

  private static String stepSize(TrainingPlan plan) {
    String accumulation = plan.setting("gradientAccumulation");
    return (accumulation.equals("1") ? "" : accumulation + " x ")
        + (plan.setting("batching").startsWith("up to")
            ? plan.setting("batching")
            : plan.setting("batchSize") + " " + plan.setting("batching"));
  }

  private void line(String name, String format, Object... values) {
    streams.print(
        String.format(Locale.ROOT, "%-12s", name) + String.format(Locale.ROOT, format, values));
  }
}
