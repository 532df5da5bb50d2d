package io.summarizer.network;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Parameters;

/** The T5 network: an encoder of the source and a decoder that predicts the target. */
public final class T5 {
  private final T5Config config;
  private final Weights weights;
  private final Dropout dropout;

  /** The network of {@code config} with the given parameters. */
  public T5(T5Config config, Weights weights, Dropout dropout) {
    this.config = config;
    this.weights = weights;
    this.dropout = dropout;
  }

  // ---- encoder

  /**
   * Encodes sources.
   *
   * @param ids [S, B]
   * @param padding what {@link #paddingMask} gives for them
   * @return an operand of the decoder's matrix products [S, B, D]
   */
  public Value encode(Value ids, Value padding) {
    Value positions = positions(ids); // [S]
    Value table = weights.get(firstBias("encoder"));
    ScoreBias bias =
        ids.graph()
            .scope(
                "encoder/bias",
                () ->
                    ScoreBias.of(
                        new PositionBias(config, true).bias(table, positions, positions),
                        padding)); // [B, H, S, S]
    Value x = ids.graph().scope("encoder/embedding", () -> embed(ids)); // [S, B, D]
    for (int block = 0; block < config.numLayers(); block++) {
      String layer = "encoder.block." + block + ".layer.";
      Value residual = x;
      x =
          ids.graph()
              .segment(
                  "encoder/" + block,
                  () -> feedForward(selfAttention(residual, layer + "0", bias), layer + "1"));
    }
    Value last = finalNorm(x, "encoder");
    return ids.graph().scope("encoder/final_norm", () -> weights.arithmetic().operand(last));
  }

  /**
   * What keeps attention from padding.
   *
   * @param lengths the real tokens of each source [B]
   * @param ids the sources [S, B]
   * @return 0 or a large negative number [B, 1, 1, S]
   */
  public Value paddingMask(Value lengths, Value ids) {
    Dim batch = lengths.shape().dim(0);
    return ids.graph()
        .scope(
            "padding",
            () -> {
              Value real =
                  positions(ids)
                      .reshape(Shape.of(Dim.ONE, Dim.ONE, Dim.ONE, ids.shape().dim(0)))
                      .lessThan(lengths.reshape(Shape.of(batch, Dim.ONE, Dim.ONE, Dim.ONE)));
              return PositionBias.mask(real, type()); // [B, 1, 1, S]
            });
  }

  // ---- decoder, all positions at once

  /**
   * Decodes targets of which every position sees the ones before it.
   *
   * @param ids [T, B]
   * @param encoded the encoder's output [S, B, D]
   * @param padding the mask of the sources [B, 1, 1, S]
   * @return [T, B, D], ready for {@link #logits}
   */
  public Value decode(Value ids, Value encoded, Value padding) {
    Value positions = positions(ids); // [T]
    ScoreBias bias =
        ids.graph()
            .scope(
                "decoder/bias",
                () ->
                    ScoreBias.of(
                        decoderBias(positions, positions), causalMask(positions))); // [1, H, T, T]
    Value x = ids.graph().scope("decoder/embedding", () -> embed(ids)); // [T, B, D]
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      String layer = "decoder.block." + block + ".layer.";
      Value residual = x;
      x =
          ids.graph()
              .segment(
                  "decoder/" + block,
                  () -> {
                    Value y = selfAttention(residual, layer + "0", bias);
                    y = crossAttention(y, encoded, layer + "1", ScoreBias.fixed(padding));
                    return feedForward(y, layer + "2");
                  });
    }
    return finalNorm(x, "decoder");
  }

  /** The decoder's position bias of keys as seen from queries [1, H, Q, K]. */
  public Value decoderBias(Value queries, Value keys) {
    return new PositionBias(config, false).bias(weights.get(firstBias("decoder")), queries, keys);
  }

  private Value causalMask(Value positions) { // [1, 1, T, T]
    Dim length = positions.shape().dim(0);
    Value keys = positions.reshape(Shape.of(Dim.ONE, Dim.ONE, Dim.ONE, length));
    Value queries = positions.reshape(Shape.of(Dim.ONE, Dim.ONE, length, Dim.ONE));
    return PositionBias.mask(keys.greaterThan(queries).not(), type());
  }

  /** The scores of the vocabulary's tokens in float32: [T, B, D] to [T, B, V]. */
  public Value logits(Value decoded) {
    Value scaled =
        config.scaleDecoderOutput() ? decoded.times(1 / Math.sqrt(config.dModel())) : decoded;
    Arithmetic arithmetic = weights.arithmetic();
    return Arithmetic.full(
        arithmetic.matMul(arithmetic.operand(scaled), weights.outputHead(), false, true));
  }

  // ---- the parts of a block

  /** The rows of the embedding: [L, B] to [L, B, D]. */
  public Value embed(Value ids) {
    return dropout.apply(weights.get(T5Parameters.EMBEDDING).gather(ids));
  }

  private Value selfAttention(Value x, String layer, ScoreBias bias) {
    Attention attention = attention(layer, "SelfAttention");
    return x.graph()
        .scope(
            "self_attention",
            () -> {
              Value n = norm(x, layer);
              Value q = attention.queries(n);
              Value k = attention.keys(n);
              return add(x, attention.attend(q, k, attention.values(n), bias, dropout));
            });
  }

  private Value crossAttention(Value x, Value encoded, String layer, ScoreBias padding) {
    Attention attention = attention(layer, "EncDecAttention");
    return x.graph()
        .scope(
            "cross_attention",
            () -> {
              Value q = attention.queries(norm(x, layer));
              Value k = attention.keys(encoded);
              return add(x, attention.attend(q, k, attention.values(encoded), padding, dropout));
            });
  }

  /** The attention layer of {@code layer}. */
  public Attention attention(String layer, String kind) {
    return new Attention(config, weights, layer + "." + kind);
  }

  /** The feed-forward sub-layer with its residual connection. */
  public Value feedForward(Value x, String layer) {
    FeedForwardLayer dense = new FeedForwardLayer(config, weights, layer + ".DenseReluDense");
    return x.graph().scope("feed_forward", () -> add(x, dense.apply(norm(x, layer), dropout)));
  }

  /** The residual connection of a sub-layer's output. */
  public Value add(Value x, Value output) {
    // In this order the mask, of float32, is an operand as it is.
    return x.plus(dropout.apply(Arithmetic.full(output)));
  }

  /** The normalisation before a sub-layer, as an operand of its matrix products. */
  public Value norm(Value x, String layer) {
    Value weight = weights.get(layer + ".layer_norm.weight");
    return weights.arithmetic().operand(x.rmsNorm(weight, config.layerNormEpsilon()));
  }

  /** The normalisation after a stack, in float32. */
  public Value finalNorm(Value x, String stack) {
    Value weight = weights.get(stack + ".final_layer_norm.weight");
    return x.graph()
        .scope(
            stack + "/final_norm",
            () -> dropout.apply(x.rmsNorm(weight, config.layerNormEpsilon())));
  }

  // ---- helpers

  private DataType type() {
    return weights.get(T5Parameters.EMBEDDING).type();
  }

  private static String firstBias(String stack) {
    return stack + ".block.0.layer.0.SelfAttention.relative_attention_bias.weight";
  }

  /** 0, 1, ... along the first axis of {@code ids} [L, B]. */
  private static Value positions(Value ids) {
    Graph graph = ids.graph();
    Value length = ids.shapeOf().slice(0, 0, 1).reshape(Shape.SCALAR);
    return graph.range(length, ids.shape().dim(0));
  }
}
