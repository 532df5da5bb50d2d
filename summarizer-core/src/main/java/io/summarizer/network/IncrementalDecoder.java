package io.summarizer.network;

import com.google.common.collect.ImmutableList;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import java.util.List;

/**
 * T5's decoder for one new token of each row at a time, with the keys and values of the tokens
 * before it in a cache.
 *
 * <p>Each source has {@code lanes} rows, which are summaries in the making. Its own keys and values
 * are held once and not for each lane: the queries of its lanes meet them together.
 *
 * <p>Activations of a few rows meet matrices of millions of numbers, so that reading the matrices
 * is what takes the time. The products are therefore {@code W x^T}: ONNX Runtime on the CPU reads
 * the left operand as it lies in memory, where it would first repack a right operand.
 */
public final class IncrementalDecoder {
  private static final Dim B = Dim.named("batch");

  private final T5Config config;
  private final Weights weights;
  private final T5 network;
  private final Dim lanes;
  private final Dim rows;
  private final ImmutableList<Value> projections;
  private final ImmutableList<Value> cross;
  private final Value padding;

  /**
   * A decoder of sources.
   *
   * @param projections see {@link #projections}
   * @param cross what {@link #cross} makes of them
   * @param padding their mask [B, 1, 1, S]
   * @param lanes the rows of each source
   */
  public IncrementalDecoder(
      T5Config config,
      Weights weights,
      List<Value> projections,
      List<Value> cross,
      Value padding,
      Dim lanes) {
    this.config = config;
    this.weights = weights;
    this.network = new T5(config, weights, Dropout.NONE);
    this.lanes = lanes;
    this.rows = Shape.of(B, lanes).count();
    this.projections = ImmutableList.copyOf(projections);
    this.cross = ImmutableList.copyOf(cross);
    this.padding = padding;
  }

  /**
   * The matrices of self-attention's queries, keys and values, one below the other: [3 H d, D] for
   * each block. They are copies, to be made once.
   */
  public static ImmutableList<Value> projections(T5Config config, Weights weights) {
    ImmutableList.Builder<Value> projections = ImmutableList.builder();
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      String name = layer(block, 0) + ".SelfAttention.";
      projections.add(
          weights.stacked(List.of(name + "q.weight", name + "k.weight", name + "v.weight")));
    }
    return projections.build();
  }

  /**
   * The keys and values of sources, block by block, each [B, H, S, d].
   *
   * @param encoded what {@link T5#encode} makes of them [S, B, D], with B named "batch"
   */
  public static ImmutableList<Value> cross(T5Config config, Weights weights, Value encoded) {
    T5 network = new T5(config, weights, Dropout.NONE);
    ImmutableList.Builder<Value> cross = ImmutableList.builder();
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      Attention attention = network.attention(layer(block, 1), "EncDecAttention");
      cross.add(attention.keys(encoded), attention.values(encoded));
    }
    return cross.build();
  }

  /** The shape of a cache: a key or value for each slot, [B, H, slots, d]. */
  public Shape cacheShape(Dim slots) {
    return Shape.of(B, Dim.of(config.numHeads()), slots, Dim.of(config.dKv()));
  }

  /** How many caches there are: one of keys and one of values for each block. */
  public int caches() {
    return 2 * config.numDecoderLayers();
  }

  /**
   * The position bias of every slot as seen from the last position, whose slots come last: [1, H,
   * 1, positions x lanes]. A step uses as many of its last ones as it has slots.
   *
   * @param positions how many there can be, a scalar
   * @param slots the name of their number times the lanes
   */
  public Value biasOfSlots(Value positions, Dim slots) {
    Graph graph = positions.graph();
    Value lane = graph.scalar(lanes.size());
    Value ofSlots = graph.range(positions.times(lane), slots).dividedBy(lane);
    Value last = positions.minus(graph.scalar(1)).reshape(Shape.of(1));
    return network.decoderBias(last, ofSlots);
  }

  /**
   * What one step makes.
   *
   * @param logits in float32 [rows, V]
   * @param caches with the step's keys and values as the last slots
   */
  public record Step(Value logits, ImmutableList<Value> caches) {}

  /**
   * Decodes one token of each row, source by source and lane by lane.
   *
   * @param ids [rows]
   * @param caches of the tokens before it
   * @param bias added to the scores of the slots, the step's own included; broadcasts to [B, H,
   *     lanes, slots]
   */
  public Step step(Value ids, List<Value> caches, Value bias) {
    Value x = network.embed(ids); // [R, D]
    ImmutableList.Builder<Value> grown = ImmutableList.builder();
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      int b = block;
      Value residual = x;
      x =
          ids.graph()
              .scope(
                  "decoder/" + block,
                  () -> {
                    Value keys = caches.get(2 * b);
                    Value values = caches.get(2 * b + 1);
                    Value y = selfAttention(residual, b, keys, values, bias, grown);
                    return feedForward(crossAttention(y, b), layer(b, 2));
                  });
    }
    return new Step(logits(network.finalNorm(x, "decoder")), grown.build());
  }

  private Value selfAttention(
      Value x,
      int block,
      Value oldKeys,
      Value oldValues,
      Value bias,
      ImmutableList.Builder<Value> grown) {
    String name = layer(block, 0) + ".SelfAttention.";
    Value n = network.norm(x, layer(block, 0)); // [R, D]
    Shape split = Shape.of(B, lanes, Dim.of(3), Dim.of(config.numHeads()), Dim.of(config.dKv()));
    Value heads =
        product(projections.get(block), n)
            .transpose(1, 0) // [R, 3 H d]
            .reshape(split)
            .transpose(2, 0, 3, 1, 4); // [3, B, H, lanes, d]
    Graph graph = x.graph();
    Value keys = Value.concat(2, List.of(oldKeys, heads.gather(graph.scalar(1))));
    Value values = Value.concat(2, List.of(oldValues, heads.gather(graph.scalar(2))));
    grown.add(keys, values); // [B, H, slots, d]
    return attend(x, heads.gather(graph.scalar(0)), keys, values, bias, name + "o.weight");
  }

  private Value crossAttention(Value x, int block) {
    String name = layer(block, 1) + ".EncDecAttention.";
    Value n = network.norm(x, layer(block, 1)); // [R, D]
    Shape split = Shape.of(B, lanes, Dim.of(config.numHeads()), Dim.of(config.dKv()));
    // First as a matrix: ONNX Runtime exchanges two axes faster than it moves four, and then whole
    // heads.
    Value queries =
        product(weights.operand(name + "q.weight"), n)
            .transpose(1, 0) // [R, H d]
            .reshape(split)
            .transpose(0, 2, 1, 3); // [B, H, lanes, d]
    Value keys = cross.get(2 * block);
    Value values = cross.get(2 * block + 1);
    return attend(x, queries, keys, values, padding, name + "o.weight");
  }

  /** Attention with its residual connection; queries are [B, H, lanes, d]. */
  private Value attend(
      Value x, Value queries, Value keys, Value values, Value bias, String output) {
    Arithmetic arithmetic = weights.arithmetic();
    Value scores = Arithmetic.full(arithmetic.matMul(queries, keys, false, true)).plus(bias);
    Value shares = arithmetic.operand(scores.softmax()); // [B, H, lanes, slots]
    Value context = arithmetic.matMul(shares, values, false, false); // [B, H, lanes, d]
    Dim width = Dim.of((long) config.numHeads() * config.dKv());
    Value joined = context.transpose(0, 2, 1, 3).reshape(Shape.of(rows, width)); // [R, H d]
    return add(x, product(weights.operand(output), joined));
  }

  private Value feedForward(Value x, String layer) {
    FeedForwardLayer dense = new FeedForwardLayer(config, weights, layer + ".DenseReluDense");
    return add(x, dense.columns(network.norm(x, layer)));
  }

  /** The scores of the vocabulary's tokens: [R, D] to [R, V]. */
  private Value logits(Value decoded) {
    Value scaled =
        config.scaleDecoderOutput() ? decoded.times(1 / Math.sqrt(config.dModel())) : decoded;
    Value operand = weights.arithmetic().operand(scaled);
    return Arithmetic.full(product(weights.outputHead(), operand).transpose(1, 0));
  }

  /** A matrix times rows as columns: [out, in] and [R, in] to [out, R]. */
  private Value product(Value matrix, Value x) {
    return weights.arithmetic().matMul(matrix, x, false, true);
  }

  private Value add(Value x, Value columns) { // [R, D] and [D, R]
    return network.add(x, columns.transpose(1, 0));
  }

  private static String layer(int block, int layer) {
    return "decoder.block." + block + ".layer." + layer;
  }
}
