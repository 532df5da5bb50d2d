package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import io.summarizer.AdamW;
import io.summarizer.graph.Value;
import io.summarizer.network.ParameterLayout.Block;
import java.util.List;

/**
 * {@link AdamW} in the order of operations of PyTorch's: the parameter shrinks first, and epsilon
 * is added after the bias correction. Works on whole blocks.
 */
record AdamWRule(AdamW options, double weightDecay) implements InPlaceRule {
  @Override
  public ImmutableList<StateBlock> state(Block block) {
    return ImmutableList.of(
        StateBlock.like(block, "first_moment"), StateBlock.like(block, "second_moment"));
  }

  /** The bias corrections {@code 1 - beta^t}: the weight of all gradients in a mean. */
  @Override
  public double[] numbers(long t) {
    return new double[] {
      1 - Math.pow(options.beta1(), (double) t), 1 - Math.pow(options.beta2(), (double) t)
    };
  }

  @Override
  public double learningRate(double scheduled, long t) {
    return scheduled;
  }

  @Override
  public ImmutableList<Value> update(Block block, List<Value> old, Value gradient, Step step) {
    Value parameter = old.get(0);
    Value correction1 = step.numbers().get(0);
    Value correction2 = step.numbers().get(1);
    Value scale = step.gradientScale();
    double beta1 = options.beta1();
    double beta2 = options.beta2();
    Value m = old.get(1).times(beta1).plus(gradient.times(scale.times(1 - beta1)));
    Value v =
        old.get(2)
            .times(beta2)
            .plus(gradient.times(gradient).times(scale.times(scale).times(1 - beta2)));
    // m / c1 / (sqrt(v / c2) + e) as m / (sqrt(v) + e sqrt(c2)) * sqrt(c2) / c1: a pass less over
    // all parameters.
    Value root = correction2.sqrt();
    Value denominator = v.sqrt().plus(root.times(options.epsilon()));
    Value change =
        m.dividedBy(denominator).times(step.learningRate().times(root).dividedBy(correction1));
    Value shrunk =
        block.decays() && weightDecay > 0
            ? parameter.times(step.one().minus(step.learningRate().times(weightDecay)))
            : parameter;
    return ImmutableList.of(shrunk.minus(change), m, v);
  }

  @Override
  public void update(
      boolean decays,
      int count,
      float[] parameters,
      float[][] state,
      float[] gradient,
      Scalars scalars) {
    float[] m = state[0];
    float[] v = state[1];
    float beta1 = (float) options.beta1();
    float beta2 = (float) options.beta2();
    float scale = scalars.gradientScale();
    float scale1 = scale * (float) (1 - options.beta1());
    float scale2 = scale * scale * (float) (1 - options.beta2());
    float root = (float) Math.sqrt(scalars.numbers()[1]);
    float epsilon = root * (float) options.epsilon();
    float rate = scalars.learningRate() * root / scalars.numbers()[0];
    float kept = decays ? 1 - scalars.learningRate() * (float) weightDecay : 1;
    for (int i = 0; i < count; i++) {
      float g = gradient[i];
      float mean = m[i] * beta1 + g * scale1;
      float square = v[i] * beta2 + g * g * scale2;
      m[i] = mean;
      v[i] = square;
      parameters[i] = parameters[i] * kept - mean / ((float) Math.sqrt(square) + epsilon) * rate;
    }
  }
}
