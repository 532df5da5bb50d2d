package io.summarizer.train;

import com.google.common.primitives.Longs;
import io.summarizer.runtime.Tensor;
import io.summarizer.tokens.Batch;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lays the batches of a call one after the other, each in its own shape, as {@link MicroBatch} cuts
 * them.
 */
final class BatchPacker {
  private BatchPacker() {}

  /**
   * Puts the inputs that hold {@code batches} into {@code target}; the caller closes them.
   *
   * @param startId the id with which the decoder starts
   */
  static void pack(List<Batch> batches, int startId, Map<String, Tensor> target) {
    long[] source = concat(batches, Batch::sourceIds);
    long[] lengths = concat(batches, Batch::sourceLengths);
    long[] decoder = concat(batches, batch -> batch.decoderInputs(startId));
    long[] labels = concat(batches, Batch::labels);
    target.put("source", Tensor.of(source, source.length));
    target.put("source_lengths", Tensor.of(lengths, lengths.length));
    target.put("decoder_input", Tensor.of(decoder, decoder.length));
    target.put("labels", Tensor.of(labels, labels.length));
    target.put("plan", Tensor.of(plan(batches), batches.size(), MicroBatch.PLAN_WIDTH));
  }

  /** For each batch: rows, source and target length, and where its rows and tokens begin. */
  private static long[] plan(List<Batch> batches) {
    long[] plan = new long[batches.size() * MicroBatch.PLAN_WIDTH];
    int i = 0;
    long rows = 0;
    long sourceTokens = 0;
    long targetTokens = 0;
    for (Batch batch : batches) {
      plan[i++] = batch.rows();
      plan[i++] = batch.sourceLength();
      plan[i++] = batch.targetLength();
      plan[i++] = rows;
      plan[i++] = sourceTokens;
      plan[i++] = targetTokens;
      rows += batch.rows();
      sourceTokens += batch.sourceIds().length;
      targetTokens += batch.labels().length;
    }
    return plan;
  }

  private static long[] concat(List<Batch> batches, Function<Batch, long[]> part) {
    return Longs.concat(batches.stream().map(part).toArray(long[][]::new));
  }
}
