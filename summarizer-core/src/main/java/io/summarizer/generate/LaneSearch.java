package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import org.jspecify.annotations.Nullable;

/**
 * Every row goes on by itself until it ends: with its likeliest token, the one of the smallest id
 * among equals, or with one drawn at random.
 *
 * @see <a
 *     href="https://github.com/huggingface/transformers/blob/main/src/transformers/generation/utils.py">
 *     GenerationMixin._sample</a>
 */
final class LaneSearch implements Search {
  private final T5Config config;
  private final TokenLoop loop;
  private final Rows rows;
  private final @Nullable Sampler sampler;
  private final Value ended;
  private final Value score;

  LaneSearch(T5Config config, TokenLoop loop, @Nullable Sampler sampler) {
    this.config = config;
    this.loop = loop;
    this.rows = loop.rows();
    this.sampler = sampler;
    Shape each = Shape.of(rows.all());
    this.ended =
        loop.carry("ended", first -> first.fill(first.scalar(0)).cast(DataType.BOOL), each);
    this.score =
        loop.carry("score", first -> first.fill(first.graph().scalar(DataType.FLOAT, 0)), each);
  }

  @Override
  public Choice choose(Value logits, Processors processors) {
    Graph graph = loop.graph();
    Value scores = processors.apply(logits);
    Value best = sampler == null ? scores.argMax() : sampler.draw(scores);
    Value token = processors.forced(processors.forcedToken(), best);
    Value none = graph.scalar(DataType.FLOAT, 0);
    // Of the model itself, as with beams: what was banned takes no part in it.
    Value logProbability =
        processors.forced(
            none,
            logits
                .logSoftmax()
                .gatherElements(token.reshape(Shape.of(rows.all(), Dim.ONE)))
                .reshape(Shape.of(rows.all())));
    Value shown = ended.choose(graph.scalar(config.padTokenId()), token);
    Value endedNow = ended.or(EndTokens.areAmong(token, config));
    loop.next(ended, endedNow);
    loop.next(score, score.plus(ended.choose(none, logProbability)));
    loop.result(SearchGraph.SCORES, score);
    loop.collect(SearchGraph.TOKENS, shown);
    Value open = endedNow.not().reshape(Shape.of(Rows.BATCH, rows.lanes()));
    return new Choice(shown, null, Truths.anyOfRow(open));
  }
}
