package io.summarizer.generate;

import io.summarizer.generate.SearchSpec.Draw;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;

/**
 * Draws a token of each row by its probability: temperature, then the likeliest {@code topK}, then
 * {@code topP}, then {@code minP}, as Hugging Face's warpers in their order; then the inverse of
 * the cumulative distribution at a uniform random number that comes from outside.
 */
final class Sampler {
  private final Draw draw;
  private final Value uniforms;
  private final TokenLoop loop;

  /**
   * A sampler.
   *
   * @param uniforms random numbers from 0 to below 1, at most 1 - 2^-23 [limit, rows]; the rows are
   *     those that the search begins with
   */
  Sampler(Draw draw, Value uniforms, TokenLoop loop) {
    this.draw = draw;
    this.uniforms = uniforms;
    this.loop = loop;
  }

  /** A token of each row: [rows, V] to [rows]. */
  Value draw(Value scores) {
    Value warped = scores.dividedBy(scores.graph().scalar(DataType.FLOAT, draw.temperature()));
    long vocabulary = scores.shape().dim(-1).size();
    boolean sorts = draw.topK() > 0 || draw.topP() < 1;
    if (!sorts) {
      return pick(keepLikely(warped));
    }
    long kept = draw.topK() == 0 ? vocabulary : Math.min(draw.topK(), vocabulary);
    Value.Top top = warped.topK(kept); // [rows, kept], from the likeliest down
    Value place = pick(keepLikely(keepMass(top.values())));
    Dim rows = place.shape().dim(0);
    return top.indices()
        .gatherElements(place.reshape(Shape.of(rows, Dim.ONE)))
        .reshape(Shape.of(rows));
  }

  /** Drops the tail of sorted scores that has less than 1 - topP, never the first. */
  private Value keepMass(Value sorted) {
    if (draw.topP() == 1) {
      return sorted;
    }
    Graph graph = loop.graph();
    Value tail = sorted.softmax().cumulativeSum(true); // of each and all after it
    Dim width = sorted.shape().dim(-1);
    Value notFirst = graph.range(graph.scalar(width.size()), width).greaterThan(graph.scalar(0));
    Value most = graph.scalar(DataType.FLOAT, 1 - draw.topP());
    return sorted.plus(Ban.penalties(tail.greaterThan(most).not().and(notFirst)));
  }

  /** Drops what is less likely than a share of the likeliest. */
  private Value keepLikely(Value scores) {
    if (draw.minP() == 0) {
      return scores;
    }
    Value probabilities = scores.softmax();
    Value least =
        probabilities
            .topK(1)
            .values()
            .times(loop.graph().scalar(DataType.FLOAT, draw.minP())); // [rows, 1]
    return scores.plus(Ban.penalties(probabilities.lessThan(least)));
  }

  /** How many cumulative probabilities the random number has passed: [rows, n] to [rows]. */
  private Value pick(Value scores) {
    Value cumulative = scores.softmax().cumulativeSum(false); // [rows, n]
    long width = cumulative.shape().dim(-1).size();
    Dim rows = cumulative.shape().dim(0);
    // Rounding leaves the sum a little off 1; below it, so that something likely is picked.
    Value total = cumulative.slice(1, width - 1, width);
    Value ofAll = uniforms.gather(loop.round());
    Value uniform = ofAll.gather(loop.rows().numbers()).reshape(Shape.of(rows, Dim.ONE));
    Value passed = cumulative.greaterThan(uniform.times(total)).not();
    return Truths.count(passed, false, 1);
  }
}
