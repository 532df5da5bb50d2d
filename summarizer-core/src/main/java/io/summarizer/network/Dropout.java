package io.summarizer.network;

import io.summarizer.graph.Value;

/** Zeroes some elements at random and scales the others so that the mean stays; or does nothing. */
public interface Dropout {
  /** No dropout: evaluation and generation. */
  Dropout NONE =
      new Dropout() {
        @Override
        public Value apply(Value x) {
          return x;
        }

        @Override
        public double scale() {
          return 1;
        }
      };

  /** {@code x} with its own random elements dropped; each call draws others. */
  Value apply(Value x);

  /** By what the elements that stay are multiplied: {@code 1 / (1 - rate)}. */
  double scale();
}
