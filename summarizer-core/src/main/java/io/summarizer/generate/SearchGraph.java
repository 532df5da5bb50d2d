package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.Dropout;
import io.summarizer.network.IncrementalDecoder;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.T5;
import io.summarizer.network.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search for summaries as one graph: the encoder once, then a loop that decodes a token of every
 * row, decides how the rows go on, and ends when none does or the limit is reached. Only tokens and
 * scores come out.
 */
final class SearchGraph {
  /** Prefix of the inputs that hold the parameters. */
  static final String PARAMETERS = "parameters";

  /** Input: token ids [B, S]. */
  static final String SOURCE = "source";

  /** Input: how many of them are real [B]. */
  static final String SOURCE_LENGTHS = "source_lengths";

  /** Input: a scalar, 1 or more. */
  static final String MAX_NEW_TOKENS = "max_new_tokens";

  /** Input if the spec has a minimum: a scalar. */
  static final String MIN_NEW_TOKENS = "min_new_tokens";

  /** Input with beams: by what the scores of 1, 2, ... tokens are divided [limit]. */
  static final String NORMS = "norms";

  /** Input of sampling: see {@link Sampler} [limit, rows]. */
  static final String UNIFORMS = "uniforms";

  /** Output: the token of each row and round [rounds, rows]. */
  static final String TOKENS = "tokens";

  /** Output with beams: the lane each lane went on from [rounds, B, lanes]. */
  static final String LANES = "lanes";

  /**
   * Output: with beams the final scores of the pool's summaries [B, lanes], else the sums of
   * log-probabilities [rows].
   */
  static final String SCORES = "scores";

  /** Output with beams: what {@link BeamTrace} makes summaries of [B, lanes]. */
  static final String SUMMARIES = "summaries";

  private final T5Config config;
  private final SearchSpec spec;
  private final Graph graph = new Graph("search");
  private final TokenLoop loop = new TokenLoop(graph);
  private final Weights weights;
  private final Value limit;

  private SearchGraph(T5Config config, ParameterLayout layout, SearchSpec spec) {
    this.config = config;
    this.spec = spec;
    this.weights = layout.weights(layout.inputs(graph, PARAMETERS), Arithmetic.FLOAT32);
    this.limit = graph.input(MAX_NEW_TOKENS, DataType.INT64, Shape.SCALAR);
  }

  /** The graph of a search in a network whose parameters have the given layout. */
  static Graph build(T5Config config, ParameterLayout layout, SearchSpec spec) {
    SearchGraph builder = new SearchGraph(config, layout, spec);
    builder.build();
    return builder.graph;
  }

  private void build() {
    Value source =
        graph
            .input(SOURCE, DataType.INT64, Shape.of(Rows.BATCH, Dim.named("source_length")))
            .transpose(1, 0); // [S, B]
    Value lengths = graph.input(SOURCE_LENGTHS, DataType.INT64, Shape.of(Rows.BATCH));
    T5 network = new T5(config, weights, Dropout.NONE);
    Value padding = network.paddingMask(lengths, source); // [B, 1, 1, S]
    Value encoded = network.encode(source, padding); // [S, B, D]
    IncrementalDecoder decoder =
        new IncrementalDecoder(config, weights, encoded, padding, spec.lanes());
    Rows rows = new Rows(lengths.shapeOf(), spec.lanes());

    Value start = graph.scalar(config.decoderStartTokenId());
    Value last = loop.carry("last", rows.fill(start), Shape.of(rows.all()));
    Slots slots = new Slots(loop, rows, decoder, limit);
    List<Value> caches = caches(decoder, rows);
    IncrementalDecoder.Step step = decoder.step(last, caches, slots.bias());
    Processors processors = new Processors(spec, config, loop, rows, minimum());
    Choice choice = search(rows).choose(step.logits(), processors);

    loop.next(last, choice.tokens());
    for (int i = 0; i < caches.size(); i++) {
      loop.next(caches.get(i), step.caches().get(i));
    }
    slots.next(choice.parents());
    processors.next(choice.parents(), choice.tokens());
    loop.close(limit, choice.more());
  }

  private List<Value> caches(IncrementalDecoder decoder, Rows rows) {
    Value extents =
        Value.concat(0, List.of(rows.sources(), graph.vector(config.numHeads(), 0, config.dKv())));
    Value empty = graph.zeros(DataType.FLOAT, extents, decoder.cacheShape(Dim.of(0)));
    List<Value> caches = new ArrayList<>();
    for (int i = 0; i < decoder.caches(); i++) {
      caches.add(loop.carry("cache." + i, empty, decoder.cacheShape(Slots.past())));
    }
    return caches;
  }

  private @Nullable Value minimum() {
    return spec.hasMinimum() ? graph.input(MIN_NEW_TOKENS, DataType.INT64, Shape.SCALAR) : null;
  }

  private Search search(Rows rows) {
    Dim rounds = Dim.named("limit");
    if (spec.beams()) {
      Value norms = graph.input(NORMS, DataType.FLOAT, Shape.of(rounds));
      FinishedPool pool = new FinishedPool(spec, loop, rows, norms, limit);
      return new BeamSearch(config, loop, rows, limit, pool);
    }
    SearchSpec.Draw draw = spec.draw();
    if (draw == null) {
      return new LaneSearch(config, loop, rows, null);
    }
    Value uniforms = graph.input(UNIFORMS, DataType.FLOAT, Shape.of(rounds, rows.all()));
    return new LaneSearch(config, loop, rows, new Sampler(draw, uniforms, loop));
  }
}
