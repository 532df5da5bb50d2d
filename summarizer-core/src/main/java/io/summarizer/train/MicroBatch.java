package io.summarizer.train;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.tokens.Batch;
import java.util.List;
import java.util.Map;

/**
 * The examples of one pass through the network, cut out of inputs that hold all passes of a call,
 * each in its own shape.
 *
 * @param source token ids [S, B]
 * @param sourceLengths real tokens of each source [B]
 * @param decoderInput labels shifted right [T, B]
 * @param labels [T, B], -100 where there is none
 */
record MicroBatch(Value source, Value sourceLengths, Value decoderInput, Value labels) {
  /** One row of numbers for each micro-batch, see {@link BatchPacker}. */
  static final int PLAN_WIDTH = 6;

  /** The extent of the axis of examples. */
  static final Dim BATCH = Dim.named("batch");

  private static final Dim SOURCE_LENGTH = Dim.named("source_length");
  private static final Dim TARGET_LENGTH = Dim.named("target_length");

  /** What the names in the shapes of a pass stand for. */
  static Map<String, Long> extents(long rows, long sourceLength, long targetLength) {
    return Map.of(
        BATCH.toString(), rows,
        SOURCE_LENGTH.toString(), sourceLength,
        TARGET_LENGTH.toString(), targetLength);
  }

  /** The same for a batch. */
  static Map<String, Long> extents(Batch batch) {
    return extents(batch.rows(), batch.sourceLength(), batch.targetLength());
  }

  /** The inputs that hold the examples of all passes of a call. */
  record Inputs(Value source, Value sourceLengths, Value decoderInput, Value labels, Value plan) {
    static Inputs declare(Graph graph) {
      Shape sources = Shape.of(Dim.named("source_tokens"));
      Shape rows = Shape.of(Dim.named("rows"));
      Shape targets = Shape.of(Dim.named("target_tokens"));
      Shape plan = Shape.of(Dim.named("micro_batches"), Dim.of(PLAN_WIDTH));
      return new Inputs(
          graph.input("source", DataType.INT64, sources),
          graph.input("source_lengths", DataType.INT64, rows),
          graph.input("decoder_input", DataType.INT64, targets),
          graph.input("labels", DataType.INT64, targets),
          graph.input("plan", DataType.INT64, plan));
    }
  }

  /** The micro-batch at {@code index}, a vector of one. */
  static MicroBatch at(Value index, Inputs inputs) {
    Value row = inputs.plan().gather(index).reshape(Shape.of(PLAN_WIDTH));
    Value batch = row.slice(0, 0, 1);
    Value sourceLength = row.slice(0, 1, 2);
    Value targetLength = row.slice(0, 2, 3);
    Value rowStart = row.slice(0, 3, 4);
    Value sourceStart = row.slice(0, 4, 5);
    Value targetStart = row.slice(0, 5, 6);
    return new MicroBatch(
        cut(inputs.source(), sourceStart, batch, sourceLength, BATCH, SOURCE_LENGTH),
        inputs.sourceLengths().window(rowStart, rowStart.plus(batch), BATCH),
        cut(inputs.decoderInput(), targetStart, batch, targetLength, BATCH, TARGET_LENGTH),
        cut(inputs.labels(), targetStart, batch, targetLength, BATCH, TARGET_LENGTH));
  }

  /** [rows, length] out of a flat vector, turned to [length, rows]. */
  private static Value cut(Value all, Value start, Value rows, Value length, Dim b, Dim l) {
    Value end = start.plus(rows.times(length));
    Value extents = Value.concat(0, List.of(rows, length));
    return all.window(start, end, b.times(l)).reshapeTo(extents, Shape.of(b, l)).transpose(1, 0);
  }
}
