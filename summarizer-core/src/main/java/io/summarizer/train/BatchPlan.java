package io.summarizer.train;

import io.summarizer.text.Shuffle;
import java.util.ArrayList;
import java.util.List;

/**
 * Which examples each optimizer step sees. Step i of epoch e is known without those before it.
 *
 * <p>The last batch of an epoch may be smaller, and so may the last group of batches; both still
 * count, as in Hugging Face's Trainer.
 *
 * @param examples how many there are, 1 or more
 * @param batchSize examples to a micro-batch
 * @param accumulation micro-batches to a step
 * @param shuffled whether each epoch has an order of its own
 * @param seed of the order
 */
record BatchPlan(int examples, int batchSize, int accumulation, boolean shuffled, long seed) {
  /** Steps to an epoch. */
  long stepsPerEpoch() {
    return ceilDiv(ceilDiv(examples, batchSize), accumulation);
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }

  /** The example indices of each micro-batch of a step, which is counted from 0 over all epochs. */
  List<List<Integer>> microBatches(long step) {
    long epoch = step / stepsPerEpoch();
    Shuffle order = new Shuffle(examples, seed, epoch);
    long perStep = (long) batchSize * accumulation;
    int start = (int) (step % stepsPerEpoch() * perStep);
    int end = (int) Math.min(start + perStep, examples);
    List<List<Integer>> result = new ArrayList<>();
    for (int from = start; from < end; from += batchSize) {
      List<Integer> indices = new ArrayList<>();
      for (int place = from; place < Math.min(from + batchSize, end); place++) {
        indices.add(shuffled ? order.indexAt(place) : place);
      }
      result.add(indices);
    }
    return result;
  }
}
