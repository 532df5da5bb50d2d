package io.summarizer.benchmarks.gpu;

import io.summarizer.Device;
import io.summarizer.Optimizer;
import io.summarizer.benchmarks.T5Shape;
import io.summarizer.benchmarks.Work;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.tokens.Batch;
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
        recomputes,
        device.device().kind() == Device.Kind.CPU);
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

  /** The operations of a step, see {@link Work#operations}. */
  double operations() {
    return new Work(batch, source, target).operations(shape.config());
  }
}
