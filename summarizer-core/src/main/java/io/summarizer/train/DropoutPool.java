package io.summarizer.train;

import com.google.common.math.LongMath;
import io.summarizer.graph.Shape;
import io.summarizer.model.T5Config;
import io.summarizer.runtime.Tensor;
import io.summarizer.tokens.Batch;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * The random masks of a training run, and where in them each use of dropout finds its own.
 *
 * <p>Everything follows from the seed, the rate and the size of the largest mask.
 */
public final class DropoutPool implements AutoCloseable {
  /** By how many places a window can lie in the pool, even the largest one. */
  private static final int SPREAD = 1 << 20;

  /** A Java buffer holds less than 2 GiB. */
  static final long MAX_MASK = Integer.MAX_VALUE / Float.BYTES - 2 * SPREAD;

  private final T5Config config;
  private final long seed;
  private final long size;
  private final Tensor tensor;

  /**
   * A pool for masks of up to {@code largest} elements.
   *
   * @param rate the probability with which an element is dropped, 0 to below 1
   */
  DropoutPool(T5Config config, long seed, double rate, long largest) {
    tooLarge(largest)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    this.config = config;
    this.seed = seed;
    this.size = size(largest);
    this.tensor = Tensor.floats(size);
    FloatBuffer masks = tensor.floats();
    SplittableRandom random = new SplittableRandom(seed);
    float kept = (float) scale(rate);
    while (masks.hasRemaining()) {
      masks.put(random.nextDouble() < rate ? 0 : kept);
    }
  }

  /** By what elements that are not dropped are multiplied, so that the mean stays. */
  static double scale(double rate) {
    return 1 / (1 - rate);
  }

  /** What is wrong with a pool for masks of so many elements, if something is. */
  static Optional<String> tooLarge(long largest) {
    return largest <= MAX_MASK
        ? Optional.empty()
        : Optional.of(
            "batchSize: dropout of this model at these lengths needs a mask of "
                + largest
                + " elements, expected at most "
                + MAX_MASK
                + "; use a smaller batchSize or batchTokens and a larger gradientAccumulation, which"
                + " is the same mathematics");
  }

  /** The masks [pool]. */
  Tensor tensor() {
    return tensor;
  }

  /**
   * Where each window begins and ends, for each micro-batch of a step.
   *
   * @param masks what one pass through the network applies dropout to, in order
   */
  long[] windows(long step, List<Batch> microBatches, List<Shape> masks) {
    LongStream.Builder bounds = LongStream.builder();
    SplittableRandom random = new SplittableRandom(seed ^ (step * 0x9e3779b97f4a7c15L));
    for (Batch batch : microBatches) {
      long largest = largestMask(config, batch.rows(), batch.sourceLength(), batch.targetLength());
      Map<String, Long> extents = MicroBatch.extents(batch);
      for (Shape mask : masks) {
        long start = random.nextLong(size - largest + 1);
        bounds.add(start).add(start + mask.count().size(extents));
      }
    }
    return bounds.build().toArray();
  }

  /** The elements of a pool for masks of up to {@code largest}. */
  static long size(long largest) {
    return largest + SPREAD;
  }

  /**
   * The elements of the largest tensor that dropout is applied to; at most {@link Long#MAX_VALUE}.
   */
  public static long largestMask(T5Config config, long rows, long sourceLength, long targetLength) {
    long longest = Math.max(sourceLength, targetLength);
    return largestMask(config, rows * longest, longest);
  }

  /**
   * The same for any batch whose rows x longer side are at most {@code tokens}.
   *
   * @param longest of the sides of all batches
   */
  static long largestMask(T5Config config, long tokens, long longest) {
    long scores = config.numHeads() * longest;
    long inner = Math.max(config.dFf(), config.dModel());
    return LongMath.saturatedMultiply(tokens, Math.max(scores, inner));
  }

  @Override
  public void close() {
    tensor.close();
  }
}
