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
 * A search for summaries as a graph: the encoder once, then a loop that decodes a token of every
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

  /** Output: the token of each row and round; of the whole search see {@link Stretches#rows}. */
  static final String TOKENS = "tokens";

  /** Output with beams: the lane that each lane went on from, see {@link Stretches#rows}. */
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
  private final TokenLoop loop;
  private final Weights weights;
  private final Value limit;

  private SearchGraph(T5Config config, SearchSpec spec, TokenLoop loop, Weights weights) {
    this.config = config;
    this.spec = spec;
    this.loop = loop;
    this.weights = weights;
    this.limit = loop.input(MAX_NEW_TOKENS, DataType.INT64, Shape.SCALAR);
  }

  /** The graph of a search in a network whose parameters have the given layout. */
  static Graph build(
      T5Config config, ParameterLayout layout, Arithmetic arithmetic, SearchSpec spec) {
    Graph graph = new Graph("search");
    Weights weights = weights(graph, layout, arithmetic);
    Prepared prepared = Prepared.in(graph, config, weights, spec.lanes());
    new SearchGraph(config, spec, new WholeLoop(prepared.rows()), weights).search(prepared);
    return graph;
  }

  /**
   * A search token by token.
   *
   * @param beginning from the sources to the state before the first token
   * @param step from the state before a token to the state after it, and the token
   * @param kept the outputs of the beginning that every step takes
   * @param carried those that the first step takes, and further ones from the step before
   */
  record Steps(Graph beginning, Graph step, List<String> kept, List<String> carried) {}

  /** The graphs of the same search, without beams, token by token. */
  static Steps steps(
      T5Config config, ParameterLayout layout, Arithmetic arithmetic, SearchSpec spec) {
    Graph beginning = new Graph("beginning");
    Prepared prepared =
        Prepared.in(beginning, config, weights(beginning, layout, arithmetic), spec.lanes());
    StepLoop loop = new StepLoop(prepared.rows());
    Weights weights = weights(loop.graph(), layout, arithmetic);
    new SearchGraph(config, spec, loop, weights).search(prepared);
    return new Steps(beginning, loop.graph(), loop.kept(), loop.carried());
  }

  private static Weights weights(Graph graph, ParameterLayout layout, Arithmetic arithmetic) {
    return layout.weights(layout.inputs(graph, PARAMETERS), arithmetic);
  }

  /**
   * What is computed once, before the tokens.
   *
   * @param projections see {@link IncrementalDecoder#projections}
   * @param padding the mask of the sources [B, 1, 1, S]
   * @param cross see {@link IncrementalDecoder#cross}
   */
  private record Prepared(Rows rows, List<Value> projections, Value padding, List<Value> cross) {
    static Prepared in(Graph graph, T5Config config, Weights weights, int lanes) {
      Value ids =
          graph
              .input(SOURCE, DataType.INT64, Shape.of(Rows.BATCH, Dim.named("source_length")))
              .transpose(1, 0); // [S, B]
      Value lengths = graph.input(SOURCE_LENGTHS, DataType.INT64, Shape.of(Rows.BATCH));
      T5 network = new T5(config, weights, Dropout.NONE);
      Value padding = network.paddingMask(lengths, ids);
      Value encoded = network.encode(ids, padding); // [S, B, D]
      List<Value> cross = IncrementalDecoder.cross(config, weights, encoded);
      return new Prepared(
          Rows.first(lengths, lanes),
          IncrementalDecoder.projections(config, weights),
          padding,
          cross);
    }
  }

  private void search(Prepared prepared) {
    List<Value> projections = new ArrayList<>();
    for (Value matrix : prepared.projections()) {
      projections.add(loop.share("projection." + projections.size(), matrix));
    }
    List<Value> cross = new ArrayList<>();
    for (Value keysOrValues : prepared.cross()) {
      cross.add(loop.keep("cross." + cross.size(), keysOrValues));
    }
    Value padding = loop.keep("padding", prepared.padding());
    Rows rows = loop.rows();
    IncrementalDecoder decoder =
        new IncrementalDecoder(config, weights, projections, cross, padding, rows.lanes());
    Value last =
        loop.carry(
            "last",
            first -> first.fill(first.scalar(config.decoderStartTokenId())),
            Shape.of(rows.all()));
    Slots slots = new Slots(loop, decoder, limit);
    List<Value> caches = caches(decoder);
    IncrementalDecoder.Step step = decoder.step(last, caches, slots.bias());
    Processors processors = new Processors(spec, config, loop, minimum());
    Choice choice = choosing().choose(step.logits(), processors);

    loop.next(last, choice.tokens());
    for (int i = 0; i < caches.size(); i++) {
      loop.next(caches.get(i), step.caches().get(i));
    }
    slots.next(choice.parents());
    processors.next(choice.parents(), choice.tokens());
    loop.close(limit, choice.open());
  }

  private List<Value> caches(IncrementalDecoder decoder) {
    List<Value> caches = new ArrayList<>();
    for (int i = 0; i < decoder.caches(); i++) {
      caches.add(loop.carry("cache." + i, this::emptyCache, decoder.cacheShape(Slots.past())));
    }
    return caches;
  }

  private Value emptyCache(Rows rows) {
    Value extents =
        Value.concat(
            0, List.of(rows.count(), rows.graph().vector(config.numHeads(), 0, config.dKv())));
    Shape shape = Shape.of(Rows.BATCH, Dim.of(config.numHeads()), Dim.of(0), Dim.of(config.dKv()));
    return rows.graph().zeros(weights.arithmetic().operandType(), extents, shape);
  }

  private @Nullable Value minimum() {
    return spec.hasMinimum() ? loop.input(MIN_NEW_TOKENS, DataType.INT64, Shape.SCALAR) : null;
  }

  private Search choosing() {
    Dim rounds = Dim.named("limit");
    if (spec.beams()) {
      Value norms = loop.input(NORMS, DataType.FLOAT, Shape.of(rounds));
      return new BeamSearch(config, loop, limit, new FinishedPool(spec, loop, norms, limit));
    }
    SearchSpec.Draw draw = spec.draw();
    if (draw == null) {
      return new LaneSearch(config, loop, null);
    }
    Value uniforms = loop.input(UNIFORMS, DataType.FLOAT, Shape.of(rounds, Dim.named("all rows")));
    return new LaneSearch(config, loop, new Sampler(draw, uniforms, loop));
  }
}
