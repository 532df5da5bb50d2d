package io.summarizer;

import io.summarizer.options.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Adafactor, which keeps of the squares of a matrix's gradients only the means of its rows and
 * columns: next to no memory besides the parameters. Vectors have a mean for each element.
 *
 * <p>Names and meanings are those of Hugging Face's {@code Adafactor}.
 *
 * @param scaleParameter whether steps are multiplied by the root mean square of the parameter
 *     tensor
 * @param relativeStep whether the rate follows from the number of steps alone: min(0.01, 1 /
 *     sqrt(t)) at step t; the run then has no learning rate and no schedule
 * @param warmupInit whether the relative step begins small: min(1e-6 t, 1 / sqrt(t))
 * @param clipThreshold the root mean square to which the update of a tensor is scaled down, above 0
 * @param decayRate the weight of the newest squares at step t is t to this power; below 0
 * @param beta1 the decay of a mean of the updates, 0 to below 1; null for none, which saves its
 *     memory
 * @param epsilon1 added to the squares of gradients, above 0
 * @param epsilon2 the smallest root mean square of a tensor that steps are scaled by, above 0
 * @see <a href="https://arxiv.org/abs/1804.04235">Shazeer and Stern, Adafactor: Adaptive Learning
 *     Rates with Sublinear Memory Cost</a>
 */
public record Adafactor(
    boolean scaleParameter,
    boolean relativeStep,
    boolean warmupInit,
    double clipThreshold,
    double decayRate,
    @Nullable Double beta1,
    double epsilon1,
    double epsilon2)
    implements Optimizer {
  /** Checks the numbers, and that a warm-up has a relative step to warm up. */
  public Adafactor {
    Checks.positive("clipThreshold", clipThreshold);
    Checks.negative("decayRate", decayRate);
    if (beta1 != null) {
      Checks.fraction("beta1", beta1);
    }
    Checks.positive("epsilon1", epsilon1);
    Checks.positive("epsilon2", epsilon2);
    if (warmupInit && !relativeStep) {
      throw new IllegalArgumentException(
          "warmupInit: expected relativeStep to be true already, got warmupInit true and"
              + " relativeStep false");
    }
  }

  /** Whether steps are scaled by the size of the parameter tensor. Default: false. */
  public Adafactor scaleParameter(boolean scaleParameter) {
    return new Adafactor(
        scaleParameter,
        relativeStep,
        warmupInit,
        clipThreshold,
        decayRate,
        beta1,
        epsilon1,
        epsilon2);
  }

  /** Whether the rate follows from the number of steps alone. Default: false. */
  public Adafactor relativeStep(boolean relativeStep) {
    return new Adafactor(
        scaleParameter,
        relativeStep,
        warmupInit,
        clipThreshold,
        decayRate,
        beta1,
        epsilon1,
        epsilon2);
  }

  /** Whether the relative step, which is set before, begins small. Default: false. */
  public Adafactor warmupInit(boolean warmupInit) {
    return new Adafactor(
        scaleParameter,
        relativeStep,
        warmupInit,
        clipThreshold,
        decayRate,
        beta1,
        epsilon1,
        epsilon2);
  }

  /** The root mean square to which a tensor's update is scaled down, above 0. Default: 1. */
  public Adafactor clipThreshold(double clipThreshold) {
    return new Adafactor(
        scaleParameter,
        relativeStep,
        warmupInit,
        clipThreshold,
        decayRate,
        beta1,
        epsilon1,
        epsilon2);
  }

  /** The power of t that is the weight of the newest squares, below 0. Default: -0.8. */
  public Adafactor decayRate(double decayRate) {
    return new Adafactor(
        scaleParameter,
        relativeStep,
        warmupInit,
        clipThreshold,
        decayRate,
        beta1,
        epsilon1,
        epsilon2);
  }

  /** The decay of a mean of the updates, 0 to below 1. Default: no such mean. */
  public Adafactor beta1(double beta1) {
    return new Adafactor(
        scaleParameter,
        relativeStep,
        warmupInit,
        clipThreshold,
        decayRate,
        beta1,
        epsilon1,
        epsilon2);
  }

  /**
   * What keeps divisors from 0, both above 0.
   *
   * @param epsilon1 added to the squares of gradients. Default: 1e-30
   * @param epsilon2 the smallest size of a tensor that steps are scaled by. Default: 1e-3
   */
  public Adafactor epsilons(double epsilon1, double epsilon2) {
    return new Adafactor(
        scaleParameter,
        relativeStep,
        warmupInit,
        clipThreshold,
        decayRate,
        beta1,
        epsilon1,
        epsilon2);
  }

  /** Refuses a learning rate that was set although the relative step gives one. */
  void checkLearningRate(double learningRate) {
    if (relativeStep) {
      throw new IllegalArgumentException(
          "learningRate and relativeStep: expected one of them, got learningRate "
              + learningRate
              + " and relativeStep true");
    }
  }
}
