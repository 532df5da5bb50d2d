package io.summarizer.examples.uses;

import io.summarizer.EvaluationPoint;
import io.summarizer.Summarizer;
import io.summarizer.TrainingControl;
import io.summarizer.TrainingEnd;
import io.summarizer.TrainingListener;
import io.summarizer.data.Dataset;
import java.nio.file.Path;
import java.util.Locale;

/** Fine-tunes until summaries are good enough: MODEL TRAIN VALIDATION OUTPUT ROUGE-L. */
public final class CustomCallback {
  private CustomCallback() {}

  /** Runs the example. */
  public static void main(String[] args) {
    if (args.length != 5) {
      throw new IllegalArgumentException("expected MODEL TRAIN VALIDATION OUTPUT ROUGE-L");
    }
    TrainingControl control = new TrainingControl();
    TrainingEnd end =
        Summarizer.fineTune(Path.of(args[0]))
            .train(Dataset.open(Path.of(args[1])))
            .validation(Dataset.open(Path.of(args[2])))
            .outputDirectory(Path.of(args[3]))
            .epochs(100) // at most
            .control(control)
            .listener(new GoodEnough(control, Double.parseDouble(args[4])))
            .run()
            .end();
    System.out.println("Ended: " + end);
  }

  /** Stops the run at an F1 of ROUGE-L, from 0 to 1. */
  private record GoodEnough(TrainingControl control, double target) implements TrainingListener {
    @Override
    public void onEvaluation(EvaluationPoint point) {
      double rougeL = point.evaluation().rouge().orElseThrow().rougeL().f1();
      System.out.printf(Locale.ROOT, "step %d: ROUGE-L %.4f%n", point.step(), rougeL);
      if (rougeL >= target) {
        control.stop(); // after the step under way; the run is saved and makes its model
      }
    }
  }
}
