package io.summarizer.train;

import com.google.common.math.IntMath;
import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.Batching;
import io.summarizer.tokens.Shuffle;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Plans the batches of any epoch from its number and the seed alone.
 *
 * @param lengths of the examples
 * @param batching how batches are formed
 * @param batchSize examples to a batch, unless tokens are counted
 * @param accumulation batches to an optimizer step
 * @param shuffled whether each epoch has an order of its own
 * @param seed of the order
 */
record EpochPlanner(
    Lengths lengths,
    Batching batching,
    int batchSize,
    int accumulation,
    boolean shuffled,
    long seed) {
  /** Of how many optimizer steps Hugging Face sorts the examples together. */
  private static final int STEPS_TO_A_STRETCH = 50;

  /** Twice that halves what the ends of the stretches waste; the order is random enough. */
  private static final int BATCHES_TO_A_STRETCH = 100;

  /** So that the order of the batches has nothing to do with that of the examples. */
  private static final long BATCH_ORDER = 0x5DEECE66DL;

  EpochPlan plan(long epoch) {
    int[] order = order(epoch);
    return switch (batching.policy()) {
      case FIXED_SIZE -> fixedSize(order);
      case LENGTH_GROUPED -> fixedSize(groupedByLength(order));
      case TOKEN_BUDGET -> shuffled(byTokens(order), epoch);
    };
  }

  private int[] order(long epoch) {
    if (!shuffled) {
      return IntStream.range(0, lengths.size()).toArray();
    }
    Shuffle shuffle = new Shuffle(lengths.size(), seed, epoch);
    return IntStream.range(0, lengths.size()).map(shuffle::indexAt).toArray();
  }

  private EpochPlan fixedSize(int[] order) {
    int batches = IntMath.divide(order.length, batchSize, RoundingMode.CEILING);
    return new EpochPlan(
        ImmutableIntArray.copyOf(order),
        ImmutableIntArray.copyOf(IntStream.range(0, batches).map(i -> i * batchSize)));
  }

  /**
   * Hugging Face's {@code get_length_grouped_indices}.
   *
   * @see <a
   *     href="https://github.com/huggingface/transformers/blob/main/src/transformers/trainer_pt_utils.py">
   *     trainer_pt_utils.py</a>
   */
  private int[] groupedByLength(int[] order) {
    long step = (long) batchSize * accumulation;
    long steps = Math.max(1, Math.min(order.length / (4 * step), STEPS_TO_A_STRETCH));
    int stretch = (int) Math.min(order.length, steps * step);
    int longest = 0;
    for (int start = 0; start < order.length; start += stretch) {
      sortFromLong(order, start, Math.min(start + stretch, order.length), lengths.sources());
      if (lengths.sources()[order[start]] > lengths.sources()[order[longest]]) {
        longest = start;
      }
    }
    int first = order[0];
    order[0] = order[longest];
    order[longest] = first;
    return order;
  }

  private EpochPlan byTokens(int[] order) {
    long perBatch = Math.max(1, batching.batchTokens() * (long) order.length / lengths.total());
    int stretch = (int) Math.min(order.length, perBatch * BATCHES_TO_A_STRETCH);
    ImmutableIntArray.Builder starts = ImmutableIntArray.builder();
    for (int start = 0; start < order.length; start += stretch) {
      int end = Math.min(start + stretch, order.length);
      sortFromLong(order, start, end, lengths.targets());
      sortFromLong(order, start, end, lengths.sources()); // keeps that order where sources tie
      cut(order, start, end, starts);
    }
    return new EpochPlan(ImmutableIntArray.copyOf(order), starts.build());
  }

  /** Begins a batch wherever the next example would make it too large. */
  private void cut(int[] order, int start, int end, ImmutableIntArray.Builder starts) {
    int first = start;
    int source = 0;
    int target = 0;
    for (int place = start; place < end; place++) {
      source = Math.max(source, lengths.sources()[order[place]]);
      target = Math.max(target, lengths.targets()[order[place]]);
      long tokens = (place - first + 1) * ((long) source + target);
      if (place == start || tokens > batching.batchTokens()) {
        starts.add(place);
        first = place;
        source = lengths.sources()[order[place]];
        target = lengths.targets()[order[place]];
      }
    }
  }

  private EpochPlan shuffled(EpochPlan plan, long epoch) {
    Shuffle batches = new Shuffle(plan.batches(), seed ^ BATCH_ORDER, epoch);
    ImmutableIntArray.Builder order = ImmutableIntArray.builder(plan.order().length());
    ImmutableIntArray.Builder starts = ImmutableIntArray.builder(plan.batches());
    int start = 0;
    for (int place = 0; place < plan.batches(); place++) {
      ImmutableIntArray batch = plan.batch(batches.indexAt(place));
      starts.add(start);
      order.addAll(batch);
      start += batch.length();
    }
    return new EpochPlan(order.build(), starts.build());
  }

  /** Sorts a part of an order by falling length; where lengths tie, the order stays. */
  private static void sortFromLong(int[] order, int start, int end, int[] lengths) {
    long[] keys = new long[end - start];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) -lengths[order[start + i]] << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    int[] before = Arrays.copyOfRange(order, start, end);
    for (int i = 0; i < keys.length; i++) {
      order[start + i] = before[(int) keys[i]];
    }
  }
}
