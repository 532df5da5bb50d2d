package io.summarizer.network;

import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import java.util.List;
import java.util.function.Function;

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
    Value inner = inner(matrix -> weights.linear(x, matrix), dropout); // [S, B, F]
    return weights.linear(inner, name + ".wo.weight"); // [S, B, D]
  }

  /** Of an operand of few rows, see {@link IncrementalDecoder}: [R, D] to [D, R]. */
  Value columns(Value x) {
    Arithmetic arithmetic = weights.arithmetic();
    Value inner =
        inner(
            matrix -> arithmetic.matMul(weights.operand(matrix), x, false, true),
            Dropout.NONE); // [F, R]
    return arithmetic.matMul(weights.operand(name + ".wo.weight"), inner, false, false); // [D, R]
  }

  private Value inner(Function<String, Value> product, Dropout dropout) {
    return switch (config.feedForward()) {
      case RELU -> relu(product.apply(name + ".wi.weight"), dropout);
      case GATED_GELU ->
          dropout.apply(
              weights
                  .arithmetic()
                  .operand(
                      gelu(Arithmetic.full(product.apply(name + ".wi_0.weight")))
                          .times(Arithmetic.full(product.apply(name + ".wi_1.weight")))));
    };
  }

  /**
   * {@code dropout(relu(x))}. What passes both is above 0, so that the gradient needs no mask: it
   * is multiplied by what dropout multiplies by, in the product that it comes from, and masked
   * once.
   */
  private static Value relu(Value x, Dropout dropout) {
    Value active = x.relu();
    Value dropped = dropout.apply(active);
    return dropped == active
        ? active
        : dropped.withGradient(
            List.of(x),
            List.of(dropped),
            (inputs, kept, dy) -> List.of(dy.times(dropout.scale()).times(kept.get(0).positive())));
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
