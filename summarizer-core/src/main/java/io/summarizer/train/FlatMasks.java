package io.summarizer.train;

import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.HashMap;
import java.util.Map;

/** Applies masks of dropout that are vectors, as they lie in a {@link DropoutPool}. */
final class FlatMasks {
  private final Map<Shape, Value> extents = new HashMap<>();

  /**
   * {@code x} with elements dropped.
   *
   * @param mask 0, or 1 / (1 - rate), for each element of x
   */
  Value apply(Value x, Value mask) {
    // Tensors of one shape share the node that reads it.
    Value shape = extents.computeIfAbsent(x.shape(), key -> x.shapeOf());
    return x.times(mask.reshapeTo(shape, x.shape()).cast(x.type()));
  }
}
