package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;

/**
 * The lanes of a source are its best unfinished beginnings. Every step goes on from all of them and
 * keeps the best; what ends goes to the {@link FinishedPool}.
 *
 * <p>The order of equals is that of lanes, then of token ids. A lane's log-probability is float32
 * and minus 1e9 stands for none, as in the original, where even sums with it are copied.
 *
 * @see <a
 *     href="https://github.com/huggingface/transformers/blob/main/src/transformers/generation/utils.py">
 *     GenerationMixin._beam_search</a>
 */
final class BeamSearch implements Search {
  private static final double NONE = -1e9;

  private final T5Config config;
  private final TokenLoop loop;
  private final Rows rows;
  private final Value limit;
  private final FinishedPool pool;
  private final Value firstOfSources;
  private final Value scores;
  private final Dim lanes;
  private final Dim candidates;

  /**
   * A search.
   *
   * @param limit how many rounds there can be, a scalar
   */
  BeamSearch(T5Config config, TokenLoop loop, Value limit, FinishedPool pool) {
    this.config = config;
    this.loop = loop;
    this.rows = loop.rows();
    this.limit = limit;
    this.pool = pool;
    this.lanes = rows.lanes();
    // Of these at most so many end, one for each lane and end token, that enough go on.
    this.candidates = Dim.of((1 + config.eosTokenIds().length()) * lanes.size());
    this.firstOfSources = rows.firstOfSources();
    // In the first round all lanes are equal: only the first counts.
    this.scores = loop.carry("lane_scores", BeamSearch::firstLanes, Shape.of(rows.all(), Dim.ONE));
  }

  private static Value firstLanes(Rows rows) { // of each source: 0, then none
    Dim lanes = rows.lanes();
    Value ofSource =
        rows.graph()
            .range(rows.scalar(lanes.size()), lanes)
            .greaterThan(rows.scalar(0))
            .cast(DataType.FLOAT)
            .times(NONE)
            .reshape(Shape.of(lanes, Dim.ONE));
    return rows.repeatLanes(ofSource);
  }

  @Override
  public Choice choose(Value logits, Processors processors) {
    Graph graph = loop.graph();
    Candidates best = candidates(processors.apply(logits.logSoftmax()), processors);
    Value atLimit = loop.round().plus(graph.scalar(1)).equalTo(limit);
    Value ends = EndTokens.areAmong(best.token(), config).or(atLimit);

    Value going = best.score().plus(ends.cast(DataType.FLOAT).times(NONE));
    Value.Top next = going.topK(lanes.size()); // [B, lanes]
    Value token = best.token().gatherElements(next.indices());
    Value lane = best.lane().gatherElements(next.indices());

    Value open = pool.add(best, ends, next.values().slice(1, 0, 1), config.vocabSize());
    loop.next(scores, next.values().reshape(Shape.of(rows.all(), Dim.ONE)));
    Value tokens = token.reshape(Shape.of(rows.all()));
    loop.collect(SearchGraph.TOKENS, tokens);
    loop.collect(SearchGraph.LANES, lane);
    return new Choice(tokens, lane.plus(firstOfSources).reshape(Shape.of(rows.all())), open);
  }

  /**
   * The best ways to go on, from the best down.
   *
   * @param score the sum of log-probabilities [B, candidates]
   * @param lane that goes on
   * @param token with which it does
   */
  record Candidates(Value score, Value lane, Value token) {}

  private Candidates candidates(Value logProbabilities, Processors processors) {
    // Of each lane first: what is not among its best is not among the best of all.
    Dim each = Dim.of(Math.min(candidates.size(), config.vocabSize()));
    Value.Top ofLane = logProbabilities.topK(each.size()); // [R, E]
    Shape together = Shape.of(Rows.BATCH, Shape.of(lanes, each).count());
    Value sums = ofLane.values().plus(scores).reshape(together); // [B, lanes E]
    Value.Top best = sums.topK(candidates.size()); // [B, C]
    Value lane = best.indices().dividedBy(loop.graph().scalar(each.size()));
    Value token = ofLane.indices().reshape(together).gatherElements(best.indices());
    return forced(new Candidates(best.values(), lane, token), processors);
  }

  /** A forced first token has log-probability 0, and every lane goes on with it. */
  private Candidates forced(Candidates best, Processors processors) {
    Graph graph = loop.graph();
    Value place = graph.range(graph.scalar(candidates.size()), candidates); // [C]
    Value first = place.lessThan(graph.scalar(1));
    Value one = graph.scalar(DataType.FLOAT, 0);
    Value none = graph.scalar(DataType.FLOAT, NONE);
    return new Candidates(
        processors.forced(first.choose(one, none), best.score()),
        processors.forced(place.min(graph.scalar(lanes.size() - 1)), best.lane()),
        processors.forced(processors.forcedToken(), best.token()));
  }
}
