package io.summarizer.train;

import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * Applies masks that are vectors. ONNX Runtime does not learn the extents of what they are applied
 * to from them: it would keep buffers for tensors of equal extents that it otherwise gives back.
 */
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
