package io.summarizer.network;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import java.util.List;

/**
 * T5's relative position bias: a learned number for each head and bucket of distances, added to the
 * attention scores. The first block of a stack holds the table; all its blocks use it.
 *
 * <p>Half of the buckets are exact distances, the others grow logarithmically up to the largest
 * distance; beyond it all share the last. The encoder has one half of the buckets for keys before
 * the query and one for keys after it.
 *
 * @see <a
 *     href="https://github.com/huggingface/transformers/blob/main/src/transformers/models/t5/modeling_t5.py">
 *     T5Attention._relative_position_bucket</a>
 */
final class PositionBias {
  private final T5Config config;
  private final boolean bidirectional;

  PositionBias(T5Config config, boolean bidirectional) {
    this.config = config;
    this.bidirectional = bidirectional;
  }

  /**
   * The bias of keys as seen from queries.
   *
   * @param table [buckets, H]
   * @param queries positions [Q]
   * @param keys positions [K]
   * @return [1, H, Q, K]
   */
  Value bias(Value table, Value queries, Value keys) {
    long max = config.relativeAttentionMaxDistance();
    Dim q = queries.shape().dim(0);
    Dim k = keys.shape().dim(0);
    Dim heads = Dim.of(config.numHeads());
    Value distances =
        keys.reshape(Shape.of(Dim.ONE, k)).minus(queries.reshape(Shape.of(q, Dim.ONE))); // [Q, K]
    Value clipped = distances.max(graphScalar(table, -max)).min(graphScalar(table, max));
    Value bucket = bucketTable(table).gather(clipped.plus(graphScalar(table, max))); // [Q, K]
    // A product with one-hot rows, not a Gather: its gradient is a product too, not a scatter of
    // Q K rows into a few dozen places.
    long buckets = config.relativeAttentionNumBuckets();
    Value oneHot =
        bucket
            .reshape(Shape.of(q, k, Dim.ONE))
            .equalTo(table.graph().range(graphScalar(table, buckets), Dim.of(buckets)))
            .cast(table.type()); // [Q, K, buckets]
    Value byHead = oneHot.matMul(table).transpose(2, 0, 1); // [H, Q, K]
    Shape result = Shape.of(Dim.ONE, heads, q, k);
    if (q.equals(k) || q.isKnown() || k.isKnown()) {
      return byHead.reshape(result);
    }
    Value extents = Value.concat(0, List.of(table.graph().vector(1), byHead.shapeOf()));
    return byHead.reshapeTo(extents, result);
  }

  private static Value graphScalar(Value any, long number) {
    return any.graph().scalar(number);
  }

  /** The bucket of each distance from -max to max. */
  private Value bucketTable(Value any) {
    int max = config.relativeAttentionMaxDistance();
    long[] buckets = new long[2 * max + 1];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = bucket(i - max);
    }
    return any.graph().vector(buckets);
  }

  /** The bucket of a key that stands {@code distance} places after the query (before: negative). */
  int bucket(int distance) {
    int buckets = config.relativeAttentionNumBuckets();
    int base = 0;
    int steps = Math.max(-distance, 0);
    if (bidirectional) {
      buckets /= 2;
      base = distance > 0 ? buckets : 0;
      steps = Math.abs(distance);
    }
    int exact = buckets / 2;
    if (steps < exact) {
      return base + steps;
    }
    // In float32, as Hugging Face computes it: the boundaries are sensitive to rounding.
    float position =
        (float) Math.log((float) steps / exact)
            / (float) Math.log((double) config.relativeAttentionMaxDistance() / exact)
            * (buckets - exact);
    return base + Math.min(exact + (int) position, buckets - 1);
  }

  /** What a score gets added so that the softmax gives it no weight. */
  static final double MASKED = -1e9;

  /** 0 where {@code visible}, else {@link #MASKED}. */
  static Value mask(Value visible, DataType type) {
    return visible.not().cast(type).times(MASKED);
  }
}
