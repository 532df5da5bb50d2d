package io.summarizer;

import io.summarizer.options.Checks;

/**
 * Adam with decoupled weight decay. For each parameter it keeps two numbers, the means of its
 * gradients and of their squares.
 *
 * @param beta1 the decay of the mean of the gradients, 0 to below 1
 * @param beta2 the decay of the mean of their squares, 0 to below 1
 * @param epsilon added to the denominator after the bias correction, above 0
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, Decoupled Weight Decay
 *     Regularization</a>
 */
public record AdamW(double beta1, double beta2, double epsilon) implements Optimizer {
  /** Checks the numbers. */
  public AdamW {
    Checks.fraction("beta1", beta1);
    Checks.fraction("beta2", beta2);
    Checks.positive("epsilon", epsilon);
  }

  /** The decay of the mean of the gradients, 0 to below 1. Default: 0.9. */
  public AdamW beta1(double beta1) {
    return new AdamW(beta1, beta2, epsilon);
  }

  /** The decay of the mean of their squares, 0 to below 1. Default: 0.999. */
  public AdamW beta2(double beta2) {
    return new AdamW(beta1, beta2, epsilon);
  }

  /** What is added to the denominator, above 0. Default: 1e-8. */
  public AdamW epsilon(double epsilon) {
    return new AdamW(beta1, beta2, epsilon);
  }
}
