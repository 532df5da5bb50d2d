package io.summarizer.examples.uses;

import io.summarizer.Cadence;
import io.summarizer.FineTuningResult;
import io.summarizer.Summarizer;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPlan;
import io.summarizer.data.Dataset;
import java.nio.file.Path;

/**
 * A fine-tuning that may be killed at any moment: MODEL TRAIN OUTPUT. Started again with the same
 * arguments, it goes on from its newest checkpoint and ends with the model that it would have made
 * without the break.
 */
public final class ResumedFineTune {
  private ResumedFineTune() {}

  /** Runs the example. */
  public static void main(String[] args) {
    if (args.length != 3) {
      throw new IllegalArgumentException("expected MODEL TRAIN OUTPUT");
    }
    FineTuningResult result =
        Summarizer.fineTune(Path.of(args[0]))
            .train(Dataset.open(Path.of(args[1])))
            .outputDirectory(Path.of(args[2]))
            .resume(true) // from the start if there is no checkpoint yet
            .saveEvery(Cadence.steps(100)) // a kill loses 100 steps at most
            .listener(new PlaceInRun())
            .run();
    System.out.println(result.step() + " steps, the model is in " + result.model());
  }

  private static final class PlaceInRun implements TrainingListener {
    @Override
    public void onStart(TrainingPlan plan) {
      System.out.println("begins after step " + plan.stepsDone() + " of " + plan.totalSteps());
    }
  }
}
