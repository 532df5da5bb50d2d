package io.summarizer.train;

import io.summarizer.graph.Dim;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.network.Dropout;

/**
 * Dropout whose masks are windows, at random places, of one pool of random masks.
 *
 * <p>ONNX Runtime's own {@code Dropout} draws its numbers on one thread of the CPU, a quarter of a
 * training step, from a state that cannot be saved. A window costs a copy, and its place follows
 * from the seed and the step alone, so that a resumed run drops the same elements.
 */
final class PooledDropout implements Dropout {
  private final Value pool;
  private final Value offsets;
  private int sites;

  /**
   * Dropout for one pass through a network.
   *
   * @param pool masks: 0, or 1 / (1 - rate) [pool]
   * @param offsets where the window of each use begins [sites]
   */
  PooledDropout(Value pool, Value offsets) {
    this.pool = pool;
    this.offsets = offsets;
  }

  @Override
  public Value apply(Value x) {
    Value start = offsets.gather(offsets.graph().vector(sites++)); // [1]
    Value end = start.plus(x.sizeOf().reshape(Shape.of(1)));
    Dim length = x.shape().count();
    Value mask = pool.window(start, end, length).reshapeTo(x.shapeOf(), x.shape());
    return x.times(mask.cast(x.type()));
  }

  /** How many windows a pass through the network takes. */
  int sites() {
    return sites;
  }
}
