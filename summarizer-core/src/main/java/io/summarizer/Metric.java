package io.summarizer;

import io.summarizer.rouge.RougeType;
import java.util.function.ToDoubleFunction;

/**
 * A figure by which evaluations are compared: which checkpoint is the best, and whether a run still
 * gets better.
 *
 * @param name for messages and reports
 * @param higherIsBetter the direction
 * @param value takes the figure out of an evaluation
 */
public record Metric(String name, boolean higherIsBetter, ToDoubleFunction<Evaluation> value) {
  /** The validation loss; lower is better. */
  public static final Metric LOSS = new Metric("loss", false, Evaluation::loss);

  /**
   * The mean F1 of a type of ROUGE; higher is better. NaN for evaluations that did not generate.
   */
  public static Metric rouge(RougeType type) {
    return new Metric(
        type.toString(),
        true,
        evaluation -> evaluation.rouge().map(scores -> scores.get(type).f1()).orElse(Double.NaN));
  }

  /**
   * Whether a value is better than another by more than a threshold; never if one of them is NaN.
   *
   * @param threshold 0 or more
   */
  public boolean isBetter(double value, double than, double threshold) {
    return (higherIsBetter ? value > than : value < than) && Math.abs(value - than) > threshold;
  }

  /** What every number is better than. */
  public double worst() {
    return higherIsBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** The figure of an evaluation. */
  public double of(Evaluation evaluation) {
    return value.applyAsDouble(evaluation);
  }

  @Override
  public String toString() {
    return name;
  }
}
