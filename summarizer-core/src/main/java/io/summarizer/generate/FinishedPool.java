package io.summarizer.generate;

import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.generate.BeamSearch.Candidates;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.List;

/**
 * The best finished summaries of each source, from the best down, as many as lanes; of equals the
 * one that finished first is better.
 *
 * <p>A summary is held as the candidate that finished it, a number that {@link BeamTrace} takes
 * apart: its tokens follow from those and from the lanes of all rounds.
 */
final class FinishedPool {
  private static final double NONE = -1e9;

  /** No summary. */
  static final long EMPTY = -1;

  private final TokenLoop loop;
  private final SearchSpec spec;
  private final Value norms;
  private final Value limit;
  private final Dim lanes;
  private final Value scores;
  private final Value summaries;
  private final Value improvable;

  /**
   * An empty pool.
   *
   * @param norms by what the score of a summary of 1, 2, ... tokens is divided [limit]
   * @param limit how many rounds there can be, a scalar
   */
  FinishedPool(SearchSpec spec, TokenLoop loop, Value norms, Value limit) {
    this.loop = loop;
    this.spec = spec;
    this.norms = norms;
    this.limit = limit;
    this.lanes = loop.rows().lanes();
    Shape shape = Shape.of(Rows.BATCH, lanes);
    this.scores =
        loop.carry(
            "pool_scores",
            rows -> rows.fillSources(rows.graph().scalar(DataType.FLOAT, NONE)),
            shape);
    this.summaries =
        loop.carry("pool_summaries", rows -> rows.fillSources(rows.scalar(EMPTY)), shape);
    this.improvable =
        loop.carry(
            "improvable",
            rows -> rows.firstOfSources().equalTo(rows.firstOfSources()),
            Shape.of(Rows.BATCH, Dim.ONE));
    loop.result(SearchGraph.SCORES, scores);
    loop.result(SearchGraph.SUMMARIES, summaries);
  }

  /**
   * Takes in what ends.
   *
   * @param ends which of the candidates do [B, C]
   * @param bestRunning the score of the best that goes on [B, 1]
   * @return whether a source can still get a better summary [B]
   */
  Value add(Candidates candidates, Value ends, Value bestRunning, int vocabulary) {
    Graph graph = loop.graph();
    // What ends only counts among as many candidates as there are lanes; the others are a reserve.
    Value finished = ends.slice(1, 0, lanes.size()); // [B, lanes]
    Value norm = norms.gather(loop.round());
    Value score = candidates.score().slice(1, 0, lanes.size()).dividedBy(norm);
    Value barred = improvable.not();
    if (spec.earlyStopping() == EarlyStopping.WHEN_ENOUGH) {
      barred = barred.or(isFull(summaries));
    }
    Value entry = score.plus(penalty(barred)).plus(penalty(finished.not()));
    Value.Top best = Value.concat(1, List.of(scores, entry)).topK(lanes.size());
    Value kept =
        Value.concat(1, List.of(summaries, code(candidates, finished, vocabulary)))
            .gatherElements(best.indices());

    Value full = isFull(kept); // [B, 1]
    Value worst =
        full.choose(
            best.values().slice(1, lanes.size() - 1, lanes.size()),
            graph.scalar(DataType.FLOAT, NONE));
    Value canImprove = improvable.and(bestRunning.dividedBy(bestNorm(norm)).greaterThan(worst));
    loop.next(scores, best.values());
    loop.next(summaries, kept);
    loop.next(improvable, canImprove);
    Value open =
        spec.earlyStopping() == EarlyStopping.WHEN_ENOUGH ? canImprove.and(full.not()) : canImprove;
    return open.reshape(Shape.of(Rows.BATCH));
  }

  /** The norm of the length at which an unfinished summary is supposed to end. */
  private Value bestNorm(Value now) {
    return spec.earlyStopping() == EarlyStopping.NEVER && spec.longerCanWin()
        ? norms.gather(limit.minus(loop.graph().scalar(1)))
        : now;
  }

  private Value isFull(Value summaries) { // [B, 1]
    Graph graph = loop.graph();
    Value taken = Truths.count(summaries.greaterThan(graph.scalar(EMPTY)), true, 1);
    return taken.equalTo(graph.scalar(lanes.size()));
  }

  private static Value penalty(Value condition) {
    return condition.cast(DataType.FLOAT).times(NONE);
  }

  /** (round, lane, token) in one number. */
  private Value code(Candidates candidates, Value finished, int vocabulary) {
    Graph graph = loop.graph();
    Value lane = candidates.lane().slice(1, 0, lanes.size());
    Value token = candidates.token().slice(1, 0, lanes.size());
    Value code =
        loop.round()
            .times(graph.scalar(lanes.size()))
            .plus(lane)
            .times(graph.scalar(vocabulary))
            .plus(token);
    return finished.choose(code, graph.scalar(EMPTY));
  }
}
