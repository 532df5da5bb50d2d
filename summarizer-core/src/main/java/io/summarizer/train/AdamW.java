package io.summarizer.train;

import io.summarizer.graph.Value;

/**
 * Adam with decoupled weight decay, in the order of operations of PyTorch's {@code AdamW}: the
 * parameter shrinks first, and epsilon is added after the bias correction.
 *
 * @param beta1 the decay of the mean of the gradients, 0 to below 1
 * @param beta2 the decay of the mean of their squares, 0 to below 1
 * @param epsilon added to the denominator
 * @param weightDecay by how much of the learning rate a parameter shrinks at each step
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, Decoupled Weight Decay
 *     Regularization</a>
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) {
  /** A parameter block with its moments. */
  record State(Value parameter, Value firstMoment, Value secondMoment) {}

  /**
   * What a step needs to know besides its gradient, all scalars.
   *
   * @param learningRate of this step
   * @param correction1 1 - beta1^t, t counted from 1
   * @param correction2 1 - beta2^t
   * @param gradientScale by which the gradient is multiplied first: clipping
   */
  record Step(Value learningRate, Value correction1, Value correction2, Value gradientScale) {}

  /** {@code 1 - beta1^t} for step t, counted from 1: the weight of all gradients in the mean. */
  double correction1(long t) {
    return 1 - Math.pow(beta1, (double) t);
  }

  /** {@code 1 - beta2^t} for step t, counted from 1. */
  double correction2(long t) {
    return 1 - Math.pow(beta2, (double) t);
  }

  State update(State state, Value gradient, Step step, boolean decays) {
    Value scale = step.gradientScale();
    Value m = state.firstMoment().times(beta1).plus(gradient.times(scale.times(1 - beta1)));
    Value v =
        state
            .secondMoment()
            .times(beta2)
            .plus(gradient.times(gradient).times(scale.times(scale).times(1 - beta2)));
    Value one = step.learningRate().graph().scalar(v.type(), 1);
    Value denominator = v.sqrt().times(one.dividedBy(step.correction2().sqrt())).plus(epsilon);
    Value change =
        m.dividedBy(denominator).times(step.learningRate().dividedBy(step.correction1()));
    Value shrunk =
        decays && weightDecay > 0
            ? state.parameter().times(one.minus(step.learningRate().times(weightDecay)))
            : state.parameter();
    return new State(shrunk.minus(change), m, v);
  }
}
