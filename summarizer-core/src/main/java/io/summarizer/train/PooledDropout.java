package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.network.Dropout;
import java.util.Collections;
import java.util.List;

/**
 * Dropout whose masks are windows, at random places, of one pool of random masks.
 *
 * <p>ONNX Runtime's own {@code Dropout} draws its numbers on one thread of the CPU, a quarter of a
 * training step, from a state that cannot be saved. A window costs a copy, and its place follows
 * from the seed and the step alone, so that a resumed run drops the same elements.
 */
final class PooledDropout implements Dropout {
  /** ONNX Runtime leaves a split into more parts to the GPU, even one of numbers for the CPU. */
  private static final int PARTS = 100;

  /** The input with the masks [pool]. */
  static final String POOL = "dropout_pool";

  /** The input with the bounds of the windows [micro-batches, 2 uses]. */
  static final String WINDOWS = "dropout_windows";

  private final Value pool;
  private final double scale;
  private final ImmutableList<Value> bounds;
  private final FlatMasks masks = new FlatMasks();
  private int used;

  /**
   * Dropout for one pass through a network.
   *
   * @param pool masks: 0 or scale [pool]
   * @param windows where the window of each use begins and ends, see {@link DropoutPool#windows}
   */
  PooledDropout(Value pool, Value windows, double scale) {
    this.pool = pool;
    this.scale = scale;
    this.bounds = numbers(windows);
  }

  /**
   * Dropout for the pass over one micro-batch; declares the inputs that it reads.
   *
   * @param index of the micro-batch in the call, a vector of one
   * @param uses how often the pass applies dropout
   */
  static PooledDropout declare(Graph graph, Value index, int uses, double scale) {
    Value pool = graph.input(POOL, DataType.FLOAT, Shape.of(Dim.named("pool")));
    Shape bounds = Shape.of(Dim.named("micro_batches"), Dim.of(2L * uses));
    Value windows = graph.input(WINDOWS, DataType.INT64, bounds);
    return new PooledDropout(pool, windows.gather(index).reshape(Shape.of(2L * uses)), scale);
  }

  /** The elements of a vector, each a vector of one. */
  private static ImmutableList<Value> numbers(Value vector) {
    int size = (int) vector.shape().dim(0).size();
    List<List<Long>> parts = Lists.partition(Collections.nCopies(size, 1L), PARTS);
    ImmutableList.Builder<Value> result = ImmutableList.builder();
    List<Value> pieces =
        parts.size() == 1
            ? List.of(vector)
            : vector.split(parts.stream().map(part -> (long) part.size()).toList());
    for (int i = 0; i < parts.size(); i++) {
      result.addAll(pieces.get(i).split(parts.get(i)));
    }
    return result.build();
  }

  @Override
  public Value apply(Value x) {
    Value start = bounds.get(used++);
    Value end = bounds.get(used++);
    return masks.apply(x, pool.window(start, end, x.shape().count()));
  }

  @Override
  public double scale() {
    return scale;
  }
}
