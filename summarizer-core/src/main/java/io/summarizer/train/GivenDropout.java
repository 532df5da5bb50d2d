package io.summarizer.train;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.network.Dropout;
import io.summarizer.runtime.Tensor;
import io.summarizer.tokens.Batch;
import java.util.List;
import java.util.Map;

/**
 * Dropout whose masks are inputs of the graph, one for each use: windows of a {@link DropoutPool}
 * that are read where they lie. The CPU spares the copy; a GPU would have to fetch them each time,
 * so that there they are cut out of a pool that it keeps, see {@link PooledDropout}.
 */
final class GivenDropout implements Dropout {
  private final Graph graph;
  private final double scale;
  private final FlatMasks masks = new FlatMasks();
  private int used;

  /**
   * Dropout for one pass through a network.
   *
   * @param graph the outermost one, whose inputs the masks become: 0 or scale
   */
  GivenDropout(Graph graph, double scale) {
    this.graph = graph;
    this.scale = scale;
  }

  private static String input(int use) {
    return "dropout_mask." + use;
  }

  /**
   * Puts the masks of a step with one micro-batch into {@code target}.
   *
   * @param uses what the pass applies dropout to, in order
   */
  static void bind(
      DropoutPool pool, long step, Batch batch, List<Shape> uses, Map<String, Tensor> target) {
    long[] bounds = pool.windows(step, List.of(batch), uses);
    for (int i = 0; i < uses.size(); i++) {
      target.put(input(i), pool.tensor().part(bounds[2 * i], bounds[2 * i + 1]));
    }
  }

  @Override
  public Value apply(Value x) {
    String input = input(used++);
    return masks.apply(x, graph.input(input, DataType.FLOAT, Shape.of(Dim.named(input))));
  }

  @Override
  public double scale() {
    return scale;
  }
}
