package io.summarizer.train;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.ParameterSpec;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Dynamic loss scaling: the loss is multiplied by a number so large that its gradients do not
 * vanish in float16. A step whose gradient overflows is skipped and the number halves; after enough
 * steps without one it doubles. The factors are those of PyTorch's {@code GradScaler}.
 *
 * <p>Because the graph alone knows which steps count, it also counts those that were made.
 *
 * @see <a href="https://arxiv.org/abs/1710.03740">Micikevicius et al., Mixed Precision Training,
 *     section 3.2</a>
 */
final class LossScale {
  /** The scale, the steps since it changed, and the steps that were made and not skipped. */
  static final StateBlock STATE = StateBlock.of(ParameterSpec.of("loss_scale", 3));

  private static final float FIRST_SCALE = 65536;
  private static final double GROWTH = 2;
  private static final double BACKOFF = 0.5;
  private static final double GROWTH_INTERVAL = 2000;

  private final Value scale;
  private final Value cleanSteps;
  private final Value made;

  /** Reads the state. */
  LossScale(Value state) {
    this.scale = element(state, 0);
    this.cleanSteps = element(state, 1);
    this.made = element(state, 2);
  }

  private static Value element(Value state, int i) {
    return state.slice(0, i, i + 1).reshape(Shape.SCALAR);
  }

  /** Writes the state before the first step. */
  static void begin(FloatBuffer state) {
    state.put(0, FIRST_SCALE);
  }

  /** The scale in a state. */
  static float scale(FloatBuffer state) {
    return state.get(0);
  }

  /** The steps that were made, in a state; exact up to 16 million. */
  static long made(FloatBuffer state) {
    return (long) state.get(2);
  }

  /** By what the loss is multiplied, and its gradients are to be divided. */
  Value scale() {
    return scale;
  }

  /** The steps that were made before this one, a floating-point scalar. */
  Value made() {
    return made;
  }

  /**
   * The state after a step.
   *
   * @param counts whether the step was made and not skipped, a boolean scalar
   */
  Value next(Value counts) {
    Value zero = scale.graph().scalar(DataType.FLOAT, 0);
    Value clean = cleanSteps.plus(1);
    Value grows = clean.lessThan(scale.graph().scalar(DataType.FLOAT, GROWTH_INTERVAL)).not();
    Value kept = grows.choose(scale.times(GROWTH), scale);
    return Value.concat(
        0,
        List.of(
            vector(counts.choose(kept, scale.times(BACKOFF))),
            vector(counts.choose(grows.choose(zero, clean), zero)),
            vector(counts.choose(made.plus(1), made))));
  }

  private static Value vector(Value scalar) {
    return scalar.reshape(Shape.of(1));
  }
}
