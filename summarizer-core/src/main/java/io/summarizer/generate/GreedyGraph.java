package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.Attention;
import io.summarizer.network.Dropout;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.T5;
import java.util.ArrayList;
import java.util.List;

/**
 * Greedy search as one graph: the encoder once, then a loop that feeds each row's likeliest token
 * back until all rows have ended or the limit is reached.
 *
 * <p>The loop carries the keys and values of the tokens so far; those of the source are computed
 * once, before it. Only token ids come out.
 */
final class GreedyGraph {
  static final String PARAMETERS = "parameters";
  static final String SOURCE = "source";
  static final String SOURCE_LENGTHS = "source_lengths";
  static final String MAX_NEW_TOKENS = "max_new_tokens";
  static final String TOKENS = "tokens";

  private static final Dim B = Dim.named("batch");

  private final T5Config config;
  private final T5 network;
  private final Graph graph = new Graph("greedy");
  private final Value source;
  private final Value padding;

  private GreedyGraph(T5Config config, ParameterLayout layout) {
    this.config = config;
    this.network =
        new T5(
            config,
            layout.weights(layout.inputs(graph, PARAMETERS), Arithmetic.FLOAT32),
            Dropout.NONE);
    this.source =
        graph
            .input(SOURCE, DataType.INT64, Shape.of(B, Dim.named("source_length")))
            .transpose(1, 0); // [S, B]
    Value lengths = graph.input(SOURCE_LENGTHS, DataType.INT64, Shape.of(B));
    this.padding = network.paddingMask(lengths, source); // [B, 1, 1, S]
  }

  /** The graph for a network; its output is [new tokens, B]. */
  static Graph build(T5Config config, ParameterLayout layout) {
    GreedyGraph builder = new GreedyGraph(config, layout);
    builder.buildSearch();
    return builder.graph;
  }

  private void buildSearch() {
    Value rounds = graph.input(MAX_NEW_TOKENS, DataType.INT64, Shape.SCALAR);
    Value encoded = network.encode(source, padding); // [S, B, D]
    List<Value> state = new ArrayList<>();
    Value zero = padding.shapeOf().slice(0, 0, 1); // [1]: B, and zeros [B] below
    Value zeros = graph.scalar(0).expandTo(zero, Shape.of(B));
    state.add(zeros.plus(graph.scalar(config.decoderStartTokenId()))); // last token [B]
    state.add(zeros.greaterThan(graph.scalar(0))); // ended [B]
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      state.add(emptyCache(zero));
      state.add(emptyCache(zero));
    }
    Graph body = graph.body("token");
    buildStep(body, crossAttention(encoded));
    List<Value> results =
        graph.loop(body, rounds, graph.scalar(0).equalTo(graph.scalar(0)), state, Dim.named("new"));
    graph.output(TOKENS, results.get(state.size()));
  }

  /** No keys or values yet: [B, H, 0, d]. */
  private Value emptyCache(Value batch) {
    Value extents =
        Value.concat(0, List.of(batch, graph.vector(config.numHeads(), 0, config.dKv())));
    return graph.zeros(
        DataType.FLOAT,
        extents,
        Shape.of(B, Dim.of(config.numHeads()), Dim.of(0), Dim.of(config.dKv())));
  }

  /** The keys and values of the source for each block, [B, H, S, d]. */
  private List<Value> crossAttention(Value encoded) {
    List<Value> result = new ArrayList<>();
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      Attention attention = cross(block);
      result.add(attention.keys(encoded));
      result.add(attention.values(encoded));
    }
    return result;
  }

  private void buildStep(Graph body, List<Value> sourceKeysAndValues) {
    Value round = body.input("round", DataType.INT64, Shape.SCALAR);
    body.input("condition", DataType.BOOL, Shape.SCALAR);
    Value last = body.input("last", DataType.INT64, Shape.of(B));
    Value ended = body.input("ended", DataType.BOOL, Shape.of(B));
    Dim past = Dim.named("past");
    Dim heads = Dim.of(config.numHeads());
    Dim width = Dim.of(config.dKv());
    Value keyPositions = body.range(round.plus(body.scalar(1)), Dim.named("past+1"));
    Value bias = network.decoderBias(round.reshape(Shape.of(1)), keyPositions); // [1, H, 1, K]
    List<Value> caches = new ArrayList<>();
    Value x = network.embed(last.reshape(Shape.of(Dim.ONE, B))); // [1, B, D]
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      String layer = layer(block);
      Attention self = network.attention(layer + "0", "SelfAttention");
      Value n = network.norm(x, layer + "0");
      Shape cached = Shape.of(B, heads, past, width);
      Value oldKeys = body.input("keys." + block, DataType.FLOAT, cached);
      Value oldValues = body.input("values." + block, DataType.FLOAT, cached);
      Value keys = Value.concat(2, List.of(oldKeys, self.keys(n))); // [B, H, K, d]
      Value values = Value.concat(2, List.of(oldValues, self.values(n))); // [B, H, K, d]
      caches.add(keys);
      caches.add(values);
      x = network.add(x, self.attend(self.queries(n), keys, values, bias, Dropout.NONE));
      Attention cross = cross(block);
      Value q = cross.queries(network.norm(x, layer + "1"));
      Value sourceKeys = sourceKeysAndValues.get(2 * block);
      Value sourceValues = sourceKeysAndValues.get(2 * block + 1);
      x = network.add(x, cross.attend(q, sourceKeys, sourceValues, padding, Dropout.NONE));
      x = network.feedForward(x, layer + "2");
    }
    Value logits = network.logits(network.finalNorm(x, "decoder")); // [1, B, V]
    Value best = logits.argMax().reshape(Shape.of(B));
    Value token = ended.choose(body.scalar(config.padTokenId()), best);
    Value endedNow = ended.or(token.equalTo(body.scalar(config.eosTokenId())));
    // In float: on a GPU sums of integers need cuDNN.
    Value running = endedNow.not().cast(DataType.FLOAT).sumAll();
    body.output("more", running.greaterThan(body.scalar(DataType.FLOAT, 0)));
    body.output("next", token);
    body.output("ended_now", endedNow);
    for (int i = 0; i < caches.size(); i++) {
      body.output("cache." + i, caches.get(i));
    }
    body.output("token", token);
  }

  private Attention cross(int block) {
    return network.attention(layer(block) + "1", "EncDecAttention");
  }

  private static String layer(int block) {
    return "decoder.block." + block + ".layer.";
  }
}
