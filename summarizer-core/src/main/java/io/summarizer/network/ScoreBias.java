package io.summarizer.network;

import io.summarizer.graph.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is added to the scores of attention.
 *
 * @param all broadcasts to [B, H, Q, K]
 * @param learned the part of it that learns, [1, H, Q, K]; or null if nothing does
 */
public record ScoreBias(Value all, @Nullable Value learned) {
  /** A bias without gradient. */
  public static ScoreBias fixed(Value bias) {
    return new ScoreBias(bias, null);
  }

  /** A position bias [1, H, Q, K] with a mask. */
  public static ScoreBias of(Value learned, Value mask) {
    return new ScoreBias(learned.plus(mask), learned);
  }
}
