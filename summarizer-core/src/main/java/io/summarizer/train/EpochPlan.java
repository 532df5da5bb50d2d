package io.summarizer.train;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches of one epoch: an order of the examples, and where in it each batch begins.
 *
 * @param order example indices
 * @param starts places in the order, ascending, the first of them 0
 */
record EpochPlan(ImmutableIntArray order, ImmutableIntArray starts) {
  int batches() {
    return starts.length();
  }

  /** The example indices of a batch. */
  ImmutableIntArray batch(int number) {
    int end = number + 1 < batches() ? starts.get(number + 1) : order.length();
    return order.subArray(starts.get(number), end);
  }

  /** The example indices of some batches in a row; there may be fewer at the epoch's end. */
  List<ImmutableIntArray> batches(int first, int count) {
    List<ImmutableIntArray> result = new ArrayList<>();
    for (int number = first; number < Math.min(first + count, batches()); number++) {
      result.add(batch(number));
    }
    return result;
  }

  /** The share of padding in all tokens of the epoch, 0 to below 1. */
  double padding(Lengths lengths) {
    long all = 0;
    for (int number = 0; number < batches(); number++) {
      ImmutableIntArray rows = batch(number);
      int source = rows.stream().map(i -> lengths.sources()[i]).max().orElseThrow();
      int target = rows.stream().map(i -> lengths.targets()[i]).max().orElseThrow();
      all += rows.length() * ((long) source + target);
    }
    return 1 - (double) lengths.total() / all;
  }
}
