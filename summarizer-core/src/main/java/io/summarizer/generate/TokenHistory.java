package io.summarizer.generate;

import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of each row so far, the decoder's start token first.
 *
 * <p>Before them stands a margin of no token's id, so that no part that reaches into it equals a
 * part of a summary, and no part is ever empty.
 */
final class TokenHistory {
  private static final long NO_TOKEN = -1;

  /** The extent of the tokens so far. */
  static final Dim LENGTH = Dim.named("tokens");

  private final TokenLoop loop;
  private final Dim rows;
  private final int margin;
  private final Value tokens;

  /**
   * The history of a loop.
   *
   * @param margin how far before the first token a part may reach
   */
  TokenHistory(TokenLoop loop, int margin, int startToken) {
    this.loop = loop;
    this.rows = loop.rows().all();
    this.margin = margin;
    long[] start = new long[margin + 1];
    Arrays.fill(start, NO_TOKEN);
    start[margin] = startToken;
    this.tokens =
        loop.carry(
            "history",
            first -> first.repeat(first.graph().vector(start).reshape(Shape.of(1, start.length))),
            Shape.of(rows, Dim.named("history")));
  }

  /** All tokens: [rows, tokens]. */
  Value all() {
    return earlier(0);
  }

  /** For each token the one that stands {@code distance} before it: [rows, tokens]. */
  Value earlier(int distance) {
    Graph graph = loop.graph();
    Value start = graph.vector(margin - distance);
    return tokens.window(1, start, start.plus(length()), LENGTH);
  }

  /** The last {@code count} tokens: [rows, count]. */
  Value last(int count) {
    return part(count, count);
  }

  /** The token that comes {@code distance} before the next one: [rows, 1]. */
  Value beforeNext(int distance) {
    return part(distance, 1);
  }

  private Value part(int fromEnd, int count) {
    Graph graph = loop.graph();
    Value start = length().plus(graph.vector(margin - fromEnd));
    return tokens.window(1, start, start.plus(graph.vector(count)), Dim.of(count));
  }

  private Value length() {
    return loop.round().plus(loop.graph().scalar(1)).reshape(Shape.of(1));
  }

  /**
   * Passes the history on to the next round.
   *
   * @param parents the row whose beginning each row goes on with [R], or null for its own
   * @param token what it goes on with [R]
   */
  void next(@Nullable Value parents, Value token) {
    Value before = parents == null ? tokens : tokens.gather(parents);
    loop.next(tokens, Value.concat(1, List.of(before, token.reshape(Shape.of(rows, Dim.ONE)))));
  }
}
