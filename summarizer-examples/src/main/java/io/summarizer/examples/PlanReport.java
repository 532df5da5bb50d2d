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
        "%,d of %s, %,d to an epoch; learning rate %s%s",
        plan.totalSteps(),
        stepSize(plan),
        plan.stepsPerEpoch(),
        plan.setting("learningRate"),
        warmup(plan));
    if (plan.stepsDone() > 0) {
      line("goes on", "after step %,d, from its checkpoint", plan.stepsDone());
    }
    plan.validation().ifPresent(report -> line("evaluated", "%s", plan.setting("evaluateEvery")));
    line("saved", "%s", plan.setting("saveEvery"));
    line("padding", "%.1f %% of all tokens", 100 * plan.padding());
    line("output", "%s", plan.setting("outputDirectory"));
    streams.print("");
  }

  private static String warmup(TrainingPlan plan) {
    String ratio = plan.setting("warmupRatio");
    String steps = plan.setting("warmupSteps");
    if (!ratio.equals("none")) {
      return String.format(
          Locale.ROOT, ", warm-up over %.1f %% of them", 100 * Double.parseDouble(ratio));
    }
    return steps.equals("none") || steps.equals("0") ? "" : ", warm-up over " + steps;
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
