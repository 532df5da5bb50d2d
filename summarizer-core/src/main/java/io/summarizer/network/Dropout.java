package io.summarizer.network;

import io.summarizer.graph.Value;

/** Zeroes some elements at random and scales the others so that the mean stays; or does nothing. */
@FunctionalInterface
public interface Dropout {
  /** No dropout: evaluation and generation. */
  Dropout NONE = x -> x;

  /** {@code x} with its own random elements dropped; each call draws others. */
  Value apply(Value x);
}
