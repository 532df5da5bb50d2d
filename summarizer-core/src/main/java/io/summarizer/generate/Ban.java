package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Value;
import java.util.List;

/**
 * Tokens that some rows cannot have next.
 *
 * @param tokens [rows, n]; one may come several times
 * @param penalties minus infinity for those that a row cannot have, 0 for the others [rows, n]
 */
record Ban(Value tokens, Value penalties) {
  /** Minus infinity where {@code banned}, else 0. */
  static Value penalties(Value banned) {
    Value never = banned.graph().scalar(DataType.FLOAT, Double.NEGATIVE_INFINITY);
    return banned.choose(never, banned.graph().scalar(DataType.FLOAT, 0));
  }

  /** The scores [rows, V] under all bans, whose order does not matter. */
  static Value apply(List<Ban> bans, Value scores) {
    return bans.isEmpty()
        ? scores
        : scores.scatterAdd(
            1,
            Value.concat(1, bans.stream().map(Ban::tokens).toList()),
            Value.concat(1, bans.stream().map(Ban::penalties).toList()));
  }
}
