package io.summarizer.network;

import io.summarizer.graph.Dim;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;

/**
 * Multi-head attention as T5 has it: no biases in its matrices, scores not divided by the square
 * root of the head's width.
 */
public final class Attention {
  private final T5Config config;
  private final Weights weights;
  private final String name;

  /**
   * An attention layer.
   *
   * @param name the Hugging Face prefix of its matrices, for example {@code
   *     encoder.block.0.layer.0.SelfAttention}
   */
  public Attention(T5Config config, Weights weights, String name) {
    this.config = config;
    this.weights = weights;
    this.name = name;
  }

  /** The queries of an operand: [S, B, D] to [B, H, S, d]. */
  public Value queries(Value x) {
    return heads(x, ".q.weight");
  }

  /** The keys of an operand: [S, B, D] to [B, H, S, d]. */
  public Value keys(Value x) {
    return heads(x, ".k.weight");
  }

  /** The values of an operand: [S, B, D] to [B, H, S, d]. */
  public Value values(Value x) {
    return heads(x, ".v.weight");
  }

  private Value heads(Value x, String matrix) {
    Shape split =
        Shape.of(
            x.shape().dim(0), x.shape().dim(1), Dim.of(config.numHeads()), Dim.of(config.dKv()));
    return weights
        .linear(x, name + matrix) // [S, B, H d]
        .reshape(split) // [S, B, H, d]
        .transpose(1, 2, 0, 3); // [B, H, S, d]
  }

  /**
   * The values, weighted by how well keys fit the queries, through the output matrix.
   *
   * @param q [B, H, Q, d]
   * @param k [B, H, K, d]
   * @param v [B, H, K, d]
   * @return [Q, B, D]
   */
  public Value attend(Value q, Value k, Value v, ScoreBias bias, Dropout dropout) {
    Value context =
        new DotProductAttention(weights.arithmetic(), dropout).apply(q, k, v, bias); // [B, H, Q, d]
    Shape joined =
        Shape.of(
            q.shape().dim(2), q.shape().dim(0), Dim.of((long) config.numHeads() * config.dKv()));
    Value rows = context.transpose(2, 0, 1, 3).reshape(joined); // [Q, B, H d]
    return weights.linear(rows, name + ".o.weight"); // [Q, B, D]
  }
}
