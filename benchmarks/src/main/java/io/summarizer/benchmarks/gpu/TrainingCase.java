package io.summarizer.benchmarks.gpu;

import io.summarizer.Optimizer;
import io.summarizer.benchmarks.T5Shape;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.text.Batch;
import io.summarizer.train.DropoutPool;
import io.summarizer.train.Stepper;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Steps of one kind: AdamW, clipping, equal lengths.
 *
 * @param batch examples of a step
 * @param microBatch how many of them go through the network at once; divides {@code batch}
 * @param loops whether a call makes several steps
 * @param blockElements see {@link ParameterLayout}
 */
record TrainingCase(
    T5Shape shape,
    Precisions precision,
    int batch,
    int microBatch,
    int source,
    int target,
    double dropout,
    boolean loops,
    long blockElements,
    boolean recomputes) {
  /** The block of a run on a GPU, 32 MiB: each block costs the optimizer some fifteen launches. */
  static final String GPU_BLOCK = "8388608";

  Stepper.Setup setup(ChosenDevice device) {
    return new Stepper.Setup(
        shape.config(),
        ParameterLayout.of(shape.tensors(), blockElements),
        T5Shape.optimization(Optimizer.adamW(), 0),
        dropout,
        DropoutPool.largestMask(shape.config(), microBatch, source, target),
        0,
        microBatch < batch,
        loops,
        precision.on(device),
        recomputes);
  }

  /** The micro-batches of a step. */
  List<Batch> step() {
    return Collections.nCopies(batch / microBatch, shape.batch(microBatch, source, target));
  }

  /** The case in words. */
  ObjectNode describe() {
    return Results.object()
        .put("by", "summarizer")
        .put("model", shape.name())
        .put("dtype", precision.peerName())
        .put("batch", batch)
        .put("micro_batch", microBatch)
        .put("source", source)
        .put("target", target)
        .put("dropout", dropout)
        .put("block_elements", blockElements)
        .put("recomputes", recomputes);
  }

  /**
   * The operations of matrix products in a step, without what recomputation does twice: 6 for each
   * weight and token that passes it (2 forward, 4 backward), and for attention 12 x width of all
   * heads for each pair of a query and a key (scores and their product with the values, each 2
   * forward and 4 backward). Padding there is none.
   */
  double operations() {
    var config = shape.config();
    double d = config.dModel();
    double inner = (double) config.numHeads() * config.dKv();
    double projections = 4 * d * inner;
    double feedForward = 2 * d * config.dFf();
    double perSourceToken =
        config.numLayers() * (projections + feedForward)
            + config.numDecoderLayers() * 2 * d * inner; // keys and values of cross-attention
    double perTargetToken =
        config.numDecoderLayers() * (projections + 2 * d * inner + feedForward)
            + d * config.vocabSize();
    double pairs =
        (double) config.numLayers() * source * source
            + (double) config.numDecoderLayers() * target * (target + source);
    return batch * (6 * (perSourceToken * source + perTargetToken * target) + 12 * inner * pairs);
  }
}
