package io.summarizer.train;

import com.google.common.collect.ImmutableMap;
import io.summarizer.MemoryEstimate;
import io.summarizer.graph.DataType;
import io.summarizer.graph.MemoryPlan;
import io.summarizer.graph.PeakMemory;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.AvailableMemory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Estimates the memory of training steps from their graph, without allocating any. */
public final class MemoryEstimator {
  /**
   * How much more the arena takes than the values alone would make it: the kernels' own scratch
   * memory. Measured on the CPU, see TrainingMemory in the benchmarks.
   */
  private static final double SCRATCH_SHARE = 1.25;

  /** More rows than any device holds, where nothing else sets a limit. */
  private static final long MAX_ROWS = 1 << 20;

  private final T5Config config;
  private final Arithmetic arithmetic;
  private final MemoryPlan plan;
  private final boolean inPlace;
  private final boolean drops;
  private final long parameters;
  private final long trainable;

  /** The bytes of what a step hands to the next besides the parameters. */
  private final long optimizerState;

  /** For the steps of a {@link Stepper} of the same setup. */
  public MemoryEstimator(Stepper.Setup setup) {
    TrainingGraph.Built built = setup.graph();
    this.config = setup.config();
    this.arithmetic = setup.arithmetic();
    this.plan = new MemoryPlan(built.graph());
    this.inPlace = setup.updatesInPlace();
    this.drops = !built.masks().isEmpty();
    this.parameters = elements(setup.layout().blocks());
    this.trainable = elements(setup.layout().trainable());
    this.optimizerState =
        setup.optimizerBlocks().stream()
            .flatMap(block -> block.tensors().stream())
            .mapToLong(tensor -> tensor.elements() * Float.BYTES)
            .sum();
  }

  private static long elements(List<ParameterLayout.Block> blocks) {
    return blocks.stream().mapToLong(ParameterLayout.Block::elements).sum();
  }

  /** Of steps whose largest micro-batch has this shape. */
  public MemoryEstimate estimate(long rows, long sourceLength, long targetLength) {
    long pool = DropoutPool.size(mask(rows, sourceLength, targetLength));
    Map<String, Long> extents =
        ImmutableMap.<String, Long>builder()
            .putAll(MicroBatch.extents(rows, sourceLength, targetLength))
            .put("rows", rows)
            .put("source_tokens", rows * sourceLength)
            .put("target_tokens", rows * targetLength)
            .put("micro_batches", 1L)
            .put("micro", 1L)
            .put("steps", 1L)
            .put("pool", pool)
            .buildOrThrow();
    PeakMemory peak = plan.peak(extents);
    long gradients = trainable * Float.BYTES;
    long weights = (parameters + (inPlace ? 0 : trainable)) * Float.BYTES; // frozen ones lie once
    long optimizer = (inPlace ? 1 : 2) * optimizerState;
    long masks = pool * Float.BYTES;
    long arena = (long) (peak.touched() * SCRATCH_SHARE);
    return new MemoryEstimate(
        rows,
        sourceLength,
        targetLength,
        precision(),
        weights,
        optimizer,
        gradients,
        masks,
        inPlace ? arena : Math.max(0, arena - gradients),
        weights + optimizer + masks + (inPlace ? gradients : 0),
        peak.node());
  }

  /**
   * The largest micro-batch of these lengths whose {@link MemoryEstimate#total} is at most {@code
   * bytes}; 0 if none is.
   */
  public long largestRows(long bytes, long sourceLength, long targetLength) {
    long fits = 0;
    long tooMany = 1;
    while (fits(tooMany, bytes, sourceLength, targetLength)) {
      fits = tooMany;
      tooMany *= 2;
    }
    while (tooMany - fits > 1) {
      long middle = (fits + tooMany) / 2;
      if (fits(middle, bytes, sourceLength, targetLength)) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }

  private boolean fits(long rows, long bytes, long sourceLength, long targetLength) {
    return rows <= MAX_ROWS
        && mask(rows, sourceLength, targetLength) <= DropoutPool.MAX_MASK
        && estimate(rows, sourceLength, targetLength).total() <= bytes;
  }

  /**
   * What is wrong with a batch on a machine whose CPU trains, and what to do; empty if it fits.
   *
   * @param rows the micro-batch's examples, the option batchSize
   */
  public Optional<String> shortage(
      long rows, long sourceLength, long targetLength, AvailableMemory available) {
    MemoryEstimate estimate = estimate(rows, sourceLength, targetLength);
    if (estimate.total() > available.physical()) {
      return Optional.of(
          "batchSize "
              + rows
              + " with texts of "
              + sourceLength
              + " and "
              + targetLength
              + " tokens needs "
              + MemoryEstimate.gibibytes(estimate.total())
              + ", "
              + MemoryEstimate.gibibytes(available.physical())
              + " are free; "
              + wayOut(largestRows(available.physical(), sourceLength, targetLength)));
    }
    if (estimate.directBuffers() > available.direct()) {
      return Optional.of(
          "parameters, optimizer and dropout need "
              + MemoryEstimate.gibibytes(estimate.directBuffers())
              + " of direct buffers, Java allows "
              + MemoryEstimate.gibibytes(available.direct())
              + " more; start it with -XX:MaxDirectMemorySize="
              + (estimate.directBuffers() / (1 << 30) + 2)
              + "g (its default is -Xmx)");
    }
    return Optional.empty();
  }

  private static String wayOut(long fitting) {
    return fitting == 0
        ? "not even batchSize 1 fits, use shorter texts or a smaller model"
        : "batchSize "
            + fitting
            + " fits, and with a larger gradientAccumulation it is the same mathematics";
  }

  private long mask(long rows, long sourceLength, long targetLength) {
    return drops ? DropoutPool.largestMask(config, rows, sourceLength, targetLength) : 0;
  }

  private String precision() {
    DataType type = arithmetic.type();
    return type == DataType.FLOAT ? "float32" : type.name().toLowerCase(Locale.ROOT);
  }
}
