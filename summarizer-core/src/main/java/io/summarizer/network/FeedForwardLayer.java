package io.summarizer.network;

import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;

/** The two matrices of a block with an activation between: ReLU, or GELU times a linear gate. */
final class FeedForwardLayer {
  private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);

  private final T5Config config;
  private final Weights weights;
  private final String name;

  FeedForwardLayer(T5Config config, Weights weights, String name) {
    this.config = config;
    this.weights = weights;
    this.name = name;
  }

  /** Of an operand: [S, B, D] to [S, B, D]. */
  Value apply(Value x, Dropout dropout) {
    return weights.linear(dropout.apply(inner(x)), name + ".wo.weight"); // [S, B, D]
  }

  private Value inner(Value x) { // [S, B, F]
    return switch (config.feedForward()) {
      case RELU -> weights.linear(x, name + ".wi.weight").relu();
      case GATED_GELU ->
          weights
              .arithmetic()
              .operand(
                  gelu(Arithmetic.full(weights.linear(x, name + ".wi_0.weight")))
                      .times(Arithmetic.full(weights.linear(x, name + ".wi_1.weight"))));
    };
  }

  /**
   * The tanh approximation of GELU.
   *
   * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel, Gaussian Error Linear
   *     Units, section 2</a>
   */
  static Value gelu(Value x) {
    Value cubic = x.times(x).times(x).times(0.044715).plus(x).times(SQRT_2_OVER_PI);
    return x.times(0.5).times(cubic.tanh().plus(1));
  }
}
