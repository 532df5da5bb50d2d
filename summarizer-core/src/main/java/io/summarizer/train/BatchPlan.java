package io.summarizer.train;

import static com.google.common.math.IntMath.divide;
import static java.math.RoundingMode.CEILING;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.Batching;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which examples each optimizer step sees. Steps are counted from 0 over all epochs; step i of
 * epoch e is known without those before it.
 *
 * <p>The last batch of an epoch may be smaller, and so may the last group of batches; both still
 * count, as in Hugging Face's Trainer. For one thread.
 */
final class BatchPlan {
  private final EpochPlanner planner;

  /** After how many steps each epoch ends, as far as somebody asked. */
  private final List<Long> ends = new ArrayList<>();

  private @Nullable EpochPlan plan;
  private int planned;

  BatchPlan(EpochPlanner planner) {
    this.planner = planner;
  }

  /** The batches of an epoch. */
  EpochPlan epoch(int epoch) {
    if (plan == null || planned != epoch) {
      plan = planner.plan(epoch);
      planned = epoch;
    }
    return plan;
  }

  /** The steps of the first epochs. */
  long steps(int epochs) {
    while (ends.size() < epochs) {
      ends.add(steps(ends.size()) + stepsOf(ends.size()));
    }
    return epochs == 0 ? 0 : ends.get(epochs - 1);
  }

  private long stepsOf(int epoch) {
    int batches =
        planner.batching().policy() == Batching.Policy.TOKEN_BUDGET
            ? epoch(epoch).batches()
            : divide(planner.lengths().size(), planner.batchSize(), CEILING);
    return divide(batches, planner.accumulation(), CEILING);
  }

  /** The epoch of a step, from 0. */
  int epochOf(long step) {
    while (steps(ends.size()) <= step) {
      steps(ends.size() + 1);
    }
    int found = Collections.binarySearch(ends, step);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** How many epochs are done after some steps, for example 0.25. */
  double epochs(long done) {
    int epoch = epochOf(done);
    long before = steps(epoch);
    return epoch + (double) (done - before) / (steps(epoch + 1) - before);
  }

  /** The example indices of each micro-batch of a step. */
  List<ImmutableIntArray> microBatches(long step) {
    int epoch = epochOf(step);
    int first = (int) ((step - steps(epoch)) * planner.accumulation());
    return epoch(epoch).batches(first, planner.accumulation());
  }
}
