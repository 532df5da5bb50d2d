package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Value;

/**
 * How many elements of a condition are true. Counted in float32: on a GPU sums of integers need
 * cuDNN.
 */
final class Truths {
  private Truths() {}

  /** Whether there is one: a scalar. */
  static Value any(Value condition) {
    Value count = condition.cast(DataType.FLOAT).sumAll();
    return count.greaterThan(count.graph().scalar(DataType.FLOAT, 0));
  }

  /** Whether there is one in each row: [n, m] to [n]. */
  static Value anyOfRow(Value condition) {
    return count(condition, false, 1).greaterThan(condition.graph().scalar(0));
  }

  /** How many there are along some axes, as an integer. */
  static Value count(Value condition, boolean keepsAxes, Integer... axes) {
    return condition.cast(DataType.FLOAT).sum(keepsAxes, axes).cast(DataType.INT64);
  }
}
