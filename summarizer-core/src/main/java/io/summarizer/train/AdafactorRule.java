package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import io.summarizer.Adafactor;
import io.summarizer.graph.Value;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.ParameterLayout.Block;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * {@link Adafactor} as Hugging Face's: factored for tensors of two axes or more. It works tensor by
 * tensor, since rows, columns and root mean squares are a tensor's own.
 *
 * @see <a
 *     href="https://github.com/huggingface/transformers/blob/main/src/transformers/optimization.py">
 *     transformers/optimization.py, Adafactor.step</a>
 */
record AdafactorRule(Adafactor options, double weightDecay) implements UpdateRule {
  @Override
  public ImmutableList<StateBlock> state(Block block) {
    ImmutableList.Builder<StateBlock> result = ImmutableList.builder();
    for (ParameterSpec tensor : block.tensors()) {
      List<Long> shape = tensor.shape();
      int rank = shape.size();
      if (options.beta1() != null) {
        result.add(StateBlock.of("first_moment", tensor, shape));
      }
      if (rank >= 2) {
        result.add(StateBlock.of("second_moment_row", tensor, shrunk(rank - 1, shape)));
        result.add(StateBlock.of("second_moment_column", tensor, shrunk(rank - 2, shape)));
      } else {
        result.add(StateBlock.of("second_moment", tensor, shape));
      }
    }
    return result.build();
  }

  /** The shape of means along an axis. */
  private static List<Long> shrunk(int axis, List<Long> shape) {
    List<Long> result = new ArrayList<>(shape);
    result.set(axis, 1L);
    return result;
  }

  /** The weight of the newest squares in their mean and, without a schedule, the rate. */
  @Override
  public double[] numbers(long t) {
    double newest = Math.pow((double) t, options.decayRate());
    return options.relativeStep() ? new double[] {newest, relativeStep(t)} : new double[] {newest};
  }

  private double relativeStep(long t) {
    return Math.min(options.warmupInit() ? 1e-6 * t : 1e-2, 1 / Math.sqrt((double) t));
  }

  @Override
  public double learningRate(double scheduled, long t) {
    return options.relativeStep() ? relativeStep(t) : scheduled;
  }

  @Override
  public ImmutableList<Value> update(Block block, List<Value> old, Value gradient, Step step) {
    List<Value> parameters = block.split(old.get(0));
    List<Value> gradients = block.split(gradient);
    Iterator<Value> state = old.listIterator(1);
    List<Value> updated = new ArrayList<>();
    List<Value> nextState = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Value scaled = gradients.get(i).times(step.gradientScale());
      updated.add(update(parameters.get(i), scaled, state, nextState, step, block.decays()));
    }
    return ImmutableList.<Value>builder().add(block.join(updated)).addAll(nextState).build();
  }

  /** The next of one tensor, whose state is taken from {@code state} and goes to {@code next}. */
  private Value update(
      Value parameter,
      Value gradient,
      Iterator<Value> state,
      List<Value> next,
      Step step,
      boolean decays) {
    Value firstMoment = options.beta1() == null ? null : state.next();
    List<Value> second = new ArrayList<>();
    Value direction = direction(gradient, state, second, step);
    Value tooLarge = rootMeanSquare(direction).times(1 / options.clipThreshold());
    Value rate = rate(parameter, step);
    Value change = direction.times(rate.dividedBy(tooLarge.max(step.one())));
    if (firstMoment != null && options.beta1() != null) {
      double beta1 = options.beta1();
      change = firstMoment.times(beta1).plus(change.times(1 - beta1));
      next.add(change);
    }
    next.addAll(second);
    Value shrunk =
        decays && weightDecay > 0
            ? parameter.times(step.one().minus(rate.times(weightDecay)))
            : parameter;
    return shrunk.minus(change);
  }

  private Value rate(Value parameter, Step step) {
    Value rate = options.relativeStep() ? step.numbers().get(1) : step.learningRate();
    if (!options.scaleParameter()) {
      return rate;
    }
    Value smallest = rate.graph().scalar(rate.type(), options.epsilon2());
    return rate.times(rootMeanSquare(parameter).max(smallest));
  }

  /** The gradient divided by the root of the mean of its squares, as far as that is known. */
  private Value direction(Value gradient, Iterator<Value> state, List<Value> next, Step step) {
    Value newest = step.numbers().get(0);
    Value older = step.one().minus(newest);
    Value squares = gradient.times(gradient);
    if (gradient.shape().rank() < 2) {
      Value mean = state.next().times(older).plus(squares.plus(options.epsilon1()).times(newest));
      next.add(mean);
      return gradient.dividedBy(mean.sqrt());
    }
    // Epsilon may as well be added after the mean: one pass over the matrix less.
    Value ofRows = mean(squares, -1).plus(options.epsilon1());
    Value ofColumns = mean(squares, -2).plus(options.epsilon1());
    Value rows = state.next().times(older).plus(ofRows.times(newest));
    Value columns = state.next().times(older).plus(ofColumns.times(newest));
    next.add(rows);
    next.add(columns);
    Value overall = mean(rows, -2);
    return gradient.times(inverseRoot(rows.dividedBy(overall))).times(inverseRoot(columns));
  }

  private static Value mean(Value x, int axis) {
    return x.sum(true, axis).times(1.0 / x.shape().dim(axis).size());
  }

  private static Value inverseRoot(Value x) {
    return x.graph().scalar(x.type(), 1).dividedBy(x.sqrt());
  }

  private static Value rootMeanSquare(Value x) {
    return x.sumOfSquares().sqrt().times(1 / Math.sqrt((double) x.shape().count().size()));
  }
}
