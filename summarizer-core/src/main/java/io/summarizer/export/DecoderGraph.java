package io.summarizer.export;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import io.summarizer.network.Attention;
import io.summarizer.network.Dropout;
import io.summarizer.network.ScoreBias;
import io.summarizer.network.T5;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decoder under the names that Optimum gives its inputs and outputs, for some new tokens of
 * each row, with the keys and values of earlier ones in a cache that goes in and out.
 *
 * @see <a
 *     href="https://github.com/huggingface/optimum-onnx/blob/main/optimum/exporters/onnx/model_configs.py">
 *     Optimum's T5OnnxConfig</a>
 */
final class DecoderGraph {
  /** Where earlier keys and values come from. */
  enum Past {
    /** There are none: the first tokens. */
    NONE("decoder"),
    /** They come in. */
    GIVEN("decoder_with_past"),
    /**
     * They come in, empty at the first tokens; an input says which it is. Optimum has both decoders
     * as branches of an {@code If}; here the keys and values of the source are joined from those
     * that came in and those computed now, of which one is empty. So no weight is there twice.
     */
    MERGED("decoder_merged");

    private final String graph;

    Past(String graph) {
      this.graph = graph;
    }
  }

  static final String ENCODER_ATTENTION_MASK = "encoder_attention_mask";
  static final String ENCODER_HIDDEN_STATES = "encoder_hidden_states";
  static final String USE_CACHE_BRANCH = "use_cache_branch";
  static final String LOGITS = "logits";

  private static final Dim NEW = Dim.named("decoder_sequence_length");
  private static final Dim EARLIER = Dim.named("past_decoder_sequence_length");
  private static final Dim COMPUTED = Dim.named("computed_encoder_sequence_length");
  private static final Dim CACHED = Dim.named("past_encoder_sequence_length");

  private final T5Config config;
  private final Past past;
  private final T5 network;
  private final Graph graph;
  private final Value mask;
  private final Value ids;
  private final @Nullable Value encoded;
  private final Map<String, Value> cached = new LinkedHashMap<>();
  private final Map<String, Value> present = new LinkedHashMap<>();

  private DecoderGraph(T5Config config, WeightInputs inputs, Past past) {
    this.config = config;
    this.past = past;
    this.graph = new Graph(past.graph);
    Shape source = Shape.of(EncoderGraph.BATCH, EncoderGraph.SOURCE);
    this.mask = graph.input(ENCODER_ATTENTION_MASK, DataType.INT64, source);
    this.ids =
        graph.input(EncoderGraph.INPUT_IDS, DataType.INT64, Shape.of(EncoderGraph.BATCH, NEW));
    Value hidden = past == Past.GIVEN ? null : hiddenStates();
    if (past != Past.NONE) {
      Dim sourceLength = past == Past.GIVEN ? EncoderGraph.SOURCE : CACHED;
      for (int block = 0; block < config.numDecoderLayers(); block++) {
        for (String name : names(block)) {
          Dim length = name.contains(".decoder.") ? EARLIER : sourceLength;
          cached.put(name, graph.input("past_key_values." + name, DataType.FLOAT, cache(length)));
        }
      }
    }
    this.encoded = hidden == null ? null : toEncode(hidden);
    this.network = new T5(config, inputs.in(graph), Dropout.NONE);
  }

  /** The graph of a decoder. */
  static Graph build(T5Config config, WeightInputs inputs, Past past) {
    DecoderGraph builder = new DecoderGraph(config, inputs, past);
    builder.build();
    return builder.graph;
  }

  private static List<String> names(int block) {
    return List.of(
        block + ".decoder.key",
        block + ".decoder.value",
        block + ".encoder.key",
        block + ".encoder.value");
  }

  private Shape cache(Dim length) {
    return Shape.of(EncoderGraph.BATCH, Dim.of(config.numHeads()), length, Dim.of(config.dKv()));
  }

  private Value hiddenStates() {
    Shape shape = Shape.of(EncoderGraph.BATCH, EncoderGraph.SOURCE, Dim.of(config.dModel()));
    return graph.input(ENCODER_HIDDEN_STATES, DataType.FLOAT, shape);
  }

  /** What keys and values of the source are computed from now: [S, B, D], empty if they came in. */
  private Value toEncode(Value hidden) {
    Value byPosition = hidden.transpose(1, 0, 2);
    if (past == Past.NONE) {
      return byPosition;
    }
    Value reuse = graph.input(USE_CACHE_BRANCH, DataType.BOOL, Shape.of(1));
    Value length = byPosition.shapeOf().slice(0, 0, 1);
    Value end = reuse.choose(length.times(graph.scalar(0)), length);
    return byPosition.window(graph.vector(0), end, COMPUTED);
  }

  private void build() {
    ScoreBias padding = ScoreBias.fixed(EncoderGraph.hidden(mask));
    Value columns = ids.transpose(1, 0); // [T, B]
    Value x = network.embed(columns); // [T, B, D]
    ScoreBias bias = ScoreBias.fixed(selfBias());
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      Value residual = x;
      int b = block;
      x =
          graph.scope(
              "decoder/" + block,
              () -> {
                Value y = selfAttention(residual, b, bias);
                y = crossAttention(y, b, padding);
                return network.feedForward(y, layer(b, 2));
              });
    }
    Value scored = network.logits(network.finalNorm(x, "decoder")); // [T, B, V]
    graph.output(LOGITS, scored.transpose(1, 0, 2)); // [B, T, V]
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      for (String name : names(block)) {
        if (past != Past.GIVEN || name.contains(".decoder.")) {
          graph.output("present." + name, value(present, name));
        }
      }
    }
  }

  /** Position bias, and what hides later tokens: [1, H, T, earlier + T]. */
  private Value selfBias() {
    Value count = lengthOf(ids, 1);
    Value queries = graph.range(count, NEW);
    Dim total = NEW;
    if (past != Past.NONE) {
      Value earlier = lengthOf(value(cached, names(0).get(0)), 2);
      queries = queries.plus(earlier);
      count = count.plus(earlier);
      total = Dim.named(EARLIER + "+" + NEW);
    }
    Value keys = graph.range(count, total);
    Value later =
        keys.reshape(Shape.of(Dim.ONE, Dim.ONE, Dim.ONE, total))
            .greaterThan(queries.reshape(Shape.of(Dim.ONE, Dim.ONE, NEW, Dim.ONE)));
    return network
        .decoderBias(queries, keys)
        .plus(later.cast(DataType.FLOAT).times(EncoderGraph.MASKED));
  }

  private static Value lengthOf(Value value, int axis) {
    return value.shapeOf().slice(0, axis, axis + 1).reshape(Shape.SCALAR);
  }

  private Value selfAttention(Value x, int block, ScoreBias bias) {
    Attention attention = network.attention(layer(block, 0), "SelfAttention");
    Value n = network.norm(x, layer(block, 0)); // [T, B, D]
    Value keys = joined(names(block).get(0), attention.keys(n));
    Value values = joined(names(block).get(1), attention.values(n));
    return network.add(x, attention.attend(attention.queries(n), keys, values, bias, Dropout.NONE));
  }

  private Value crossAttention(Value x, int block, ScoreBias padding) {
    Attention attention = network.attention(layer(block, 1), "EncDecAttention");
    Value queries = attention.queries(network.norm(x, layer(block, 1)));
    Value keys = ofSource(names(block).get(2), attention, true);
    Value values = ofSource(names(block).get(3), attention, false);
    return network.add(x, attention.attend(queries, keys, values, padding, Dropout.NONE));
  }

  private Value ofSource(String name, Attention attention, boolean keys) {
    if (encoded == null) {
      return value(cached, name);
    }
    Value computed = keys ? attention.keys(encoded) : attention.values(encoded);
    Value all = joined(name, computed);
    if (past == Past.MERGED) {
      // One of the two is empty, so that together they are as long as the source.
      all = all.reshapeTo(all.shapeOf(), cache(EncoderGraph.SOURCE));
      present.put(name, all);
    }
    return all;
  }

  /** What came in, if any, and what is computed now: [B, H, both, d]. */
  private Value joined(String name, Value computed) {
    Value earlier = cached.get(name);
    Value all = earlier == null ? computed : Value.concat(2, List.of(earlier, computed));
    present.put(name, all);
    return all;
  }

  private static Value value(Map<String, Value> values, String name) {
    Value value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "no \"" + name + "\" among " + new ArrayList<>(values.keySet()));
    }
    return value;
  }

  private static String layer(int block, int layer) {
    return "decoder.block." + block + ".layer." + layer;
  }
}
