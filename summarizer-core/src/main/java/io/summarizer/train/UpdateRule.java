package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import io.summarizer.Adafactor;
import io.summarizer.AdamW;
import io.summarizer.graph.Value;
import io.summarizer.network.ParameterLayout.Block;
import java.util.List;

/**
 * An optimizer as nodes of the training graph: what it keeps from step to step, and how a block of
 * parameters changes.
 *
 * <p>t counts the steps that were made, from 1; with float16 it leaves out those that were skipped.
 */
interface UpdateRule {
  /**
   * What an update needs to know besides its gradient, all scalars.
   *
   * @param learningRate of the schedule
   * @param numbers those of {@link #numbers}
   * @param gradientScale by which the gradient is multiplied first: clipping
   */
  record Step(Value learningRate, List<Value> numbers, Value gradientScale) {
    Value one() {
      return learningRate.graph().scalar(learningRate.type(), 1);
    }
  }

  /** The rule of an optimizer. */
  static UpdateRule of(Optimization optimization) {
    double decay = optimization.weightDecay();
    return optimization.optimizer() instanceof Adafactor adafactor
        ? new AdafactorRule(adafactor, decay)
        : new AdamWRule((AdamW) optimization.optimizer(), decay);
  }

  /** What is kept for the parameters of a block, all zeros before the first step. */
  ImmutableList<StateBlock> state(Block block);

  /** What depends on t alone; always as many. */
  double[] numbers(long t);

  /** The rate of step t: the schedule's, unless the optimizer has its own. */
  double learningRate(double scheduled, long t);

  /**
   * A block after a step.
   *
   * @param old the parameters, then what {@link #state} declares
   * @return the same after the step
   */
  ImmutableList<Value> update(Block block, List<Value> old, Value gradient, Step step);
}
