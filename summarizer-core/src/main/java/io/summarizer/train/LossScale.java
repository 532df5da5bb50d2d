package io.summarizer.train;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.List;

/**
 * Dynamic loss scaling: the loss is multiplied by a number so large that its gradients do not
 * vanish in float16. A step whose gradient overflows is skipped and the number halves; after enough
 * steps without one it doubles. The factors are those of PyTorch's {@code GradScaler}.
 *
 * <p>Because the graph alone knows which steps count, it also carries Adam's bias corrections.
 *
 * @see <a href="https://arxiv.org/abs/1710.03740">Micikevicius et al., Mixed Precision Training,
 *     section 3.2</a>
 */
final class LossScale {
  /** The name of the state, a vector of {@link #SIZE}. */
  static final String NAME = "loss_scale";

  /** The scale, the steps since it changed, beta1^t and beta2^t of the t steps not skipped. */
  static final int SIZE = 4;

  private static final float FIRST_SCALE = 65536;
  private static final double GROWTH = 2;
  private static final double BACKOFF = 0.5;
  private static final double GROWTH_INTERVAL = 2000;

  private final Value scale;
  private final Value cleanSteps;
  private final Value power1;
  private final Value power2;

  /** Reads the state, a vector of {@link #SIZE}. */
  LossScale(Value state) {
    this.scale = element(state, 0);
    this.cleanSteps = element(state, 1);
    this.power1 = element(state, 2);
    this.power2 = element(state, 3);
  }

  private static Value element(Value state, int i) {
    return state.slice(0, i, i + 1).reshape(Shape.SCALAR);
  }

  /** The state before the first step. */
  static float[] initial() {
    return new float[] {FIRST_SCALE, 0, 1, 1};
  }

  static Value input(Graph graph, String name) {
    return graph.input(name, DataType.FLOAT, Shape.of(SIZE));
  }

  /** By what the loss is multiplied, and its gradients are to be divided. */
  Value scale() {
    return scale;
  }

  /** {@code 1 - beta1^t} of the step that is now made. */
  Value correction1(AdamW optimizer) {
    return one().minus(power1.times(optimizer.beta1()));
  }

  /** {@code 1 - beta2^t} of the step that is now made. */
  Value correction2(AdamW optimizer) {
    return one().minus(power2.times(optimizer.beta2()));
  }

  private Value one() {
    return scale.graph().scalar(DataType.FLOAT, 1);
  }

  /**
   * The state after a step.
   *
   * @param counts whether the step was made and not skipped, a boolean scalar
   */
  Value next(Value counts, AdamW optimizer) {
    Value zero = scale.graph().scalar(DataType.FLOAT, 0);
    Value clean = cleanSteps.plus(1);
    Value grows = clean.lessThan(scale.graph().scalar(DataType.FLOAT, GROWTH_INTERVAL)).not();
    Value kept = grows.choose(scale.times(GROWTH), scale);
    return Value.concat(
        0,
        List.of(
            vector(counts.choose(kept, scale.times(BACKOFF))),
            vector(counts.choose(grows.choose(zero, clean), zero)),
            vector(counts.choose(power1.times(optimizer.beta1()), power1)),
            vector(counts.choose(power2.times(optimizer.beta2()), power2))));
  }

  private static Value vector(Value scalar) {
    return scalar.reshape(Shape.of(1));
  }
}
