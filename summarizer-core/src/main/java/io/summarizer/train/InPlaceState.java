package io.summarizer.train;

import io.summarizer.lifecycle.Opening;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a graph that computes gradients: an {@link InPlaceUpdate} changes it as late as
 * possible, before the next call or when somebody looks at it, so that the last call can be taken
 * back without a second copy.
 */
final class InPlaceState implements StepState {
  private final double maxGradientNorm;
  private final int threads;
  private final ParameterBlocks parameters;
  private final ParameterBlocks gradients;
  private final OptimizerState optimizer;
  private final InPlaceUpdate update;

  /** The last call's, whose update is still to be made. */
  private @Nullable Made pending;

  /**
   * Zeros.
   *
   * @param maxGradientNorm to which gradients are clipped, 0 for no clipping
   */
  InPlaceState(
      ParameterLayout layout,
      List<StateBlock> optimizer,
      InPlaceRule rule,
      double maxGradientNorm,
      int threads) {
    this.maxGradientNorm = maxGradientNorm;
    this.threads = threads;
    try (Opening opening = new Opening()) {
      this.parameters = opening.add(new ParameterBlocks(layout), ParameterBlocks::close);
      this.gradients = opening.add(parameters.anotherOfTrainable(), ParameterBlocks::close);
      this.optimizer = opening.add(new OptimizerState(optimizer), OptimizerState::close);
      opening.keep();
    }
    this.update = new InPlaceUpdate(rule, parameters, this.optimizer, gradients);
  }

  @Override
  public ParameterBlocks parameters() {
    settle();
    return parameters;
  }

  @Override
  public OptimizerState optimizer() {
    settle();
    return optimizer;
  }

  /** The parameters. */
  @Override
  public void bindInputs(Map<String, Tensor> target) {
    parameters().bind(TrainingGraph.PARAMETERS, target);
  }

  /** The gradients. */
  @Override
  public void bindOutputs(Map<String, Tensor> target) {
    gradients.bindTrainable(TrainingGraph.GRADIENTS, target);
  }

  @Override
  public void advance(Made last) {
    pending = last;
  }

  @Override
  public void takeBack() {
    if (pending == null) {
      throw new IllegalStateException(
          "takeBack: expected nobody to have looked at the parameters since the last call");
    }
    pending = null;
  }

  private void settle() {
    if (pending != null) {
      Made made = pending;
      pending = null;
      update.apply(
          new InPlaceRule.Scalars(
              made.learningRate(), made.ruleNumbers(), clipScale(made.gradientNorm())),
          threads);
    }
  }

  /** {@code min(1, max / (norm + 1e-6))}, as PyTorch's {@code clip_grad_norm_}. */
  private float clipScale(float norm) {
    return maxGradientNorm == 0 ? 1 : Math.min((float) maxGradientNorm / (norm + 1e-6f), 1);
  }

  @Override
  public void close() {
    parameters.close();
    gradients.close();
    optimizer.close();
  }
}
