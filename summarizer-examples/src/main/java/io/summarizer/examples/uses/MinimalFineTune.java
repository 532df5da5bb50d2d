package io.summarizer.examples.uses;

import io.summarizer.FineTuningResult;
import io.summarizer.Summarizer;
import io.summarizer.data.Dataset;
import java.nio.file.Path;

/** Fine-tunes a model with nothing but defaults: MODEL TRAIN OUTPUT. */
public final class MinimalFineTune {
  private MinimalFineTune() {}

  /** Runs the example. */
  public static void main(String[] args) {
    if (args.length != 3) {
      throw new IllegalArgumentException("expected MODEL TRAIN OUTPUT");
    }
    FineTuningResult result =
        Summarizer.fineTune(Path.of(args[0])) // a T5 directory in the Hugging Face layout
            .train(Dataset.open(Path.of(args[1]))) // fields article and highlights
            .outputDirectory(Path.of(args[2]))
            .run();
    System.out.println(result.step() + " steps, the model is in " + result.model());
  }
}
