package io.summarizer.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keeps nodes from running before certain values are there.
 *
 * <p>ONNX has no edges for that, and ONNX Runtime orders nodes and merges equal ones as it likes.
 * So what is held back gets a reshape to its own extents plus a number that is always 0, but that
 * only the awaited values' sizes tell: no optimizer can see through it, and a reshape copies
 * nothing.
 */
final class Barrier {
  private final Value zero;

  private Barrier(Value zero) {
    this.zero = zero;
  }

  /** A barrier that opens when all of {@code awaited}, one or more, are computed. */
  static Barrier behind(Collection<Value> awaited) {
    List<Value> numbers = new ArrayList<>(awaited.stream().map(Value::sizeOf).toList());
    numbers.add(numbers.get(0).graph().scalar(0));
    return new Barrier(Graph.applyAll(new Extreme(false), numbers).get(0));
  }

  /** {@code value}, not before the barrier opens. */
  Value hold(Value value) {
    return value.reshapeTo(value.shapeOf().plus(zero), value.shape());
  }
}
