package io.summarizer.examples.uses;

import io.summarizer.data.Dataset;
import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeComparison;
import io.summarizer.rouge.RougeType;
import java.nio.file.Path;

/**
 * Tells whether model B is better than model A or only luckier: MODEL_A MODEL_B DATA. Checkpoints
 * of a run, {@code checkpoint-<step>} in its output directory, are models too.
 */
public final class CheckpointComparison {
  private CheckpointComparison() {}

  /** Runs the example. */
  public static void main(String[] args) {
    if (args.length != 3) {
      throw new IllegalArgumentException("expected MODEL_A MODEL_B DATA");
    }
    Dataset data = Dataset.open(Path.of(args[2]));
    RougeAggregate a = ConfidentEvaluation.scores(Path.of(args[0]), data);
    RougeAggregate b = ConfidentEvaluation.scores(Path.of(args[1]), data);
    RougeComparison comparison = RougeComparison.of(a, b); // both on the same articles
    System.out.println(comparison);
    boolean significant = comparison.get(RougeType.ROUGE_LSUM).significant();
    System.out.println(significant ? "The difference is real (5 %)." : "It may be chance (5 %).");
  }
}
