package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.ParameterLayout.Block;
import java.util.List;

/**
 * A float32 value that steps hand on besides the parameters.
 *
 * @param name of the graph's input
 * @param shape of the graph's input
 * @param tensors what lies in it, one after the other, by names that do not depend on the layout
 */
record StateBlock(String name, Shape shape, ImmutableList<ParameterSpec> tensors) {
  /** A number for each parameter of a block. */
  static StateBlock like(Block block, String part) {
    return new StateBlock(
        ParameterLayout.name(part, block),
        block.shape(),
        block.tensors().stream()
            .map(tensor -> new ParameterSpec(part + "." + tensor.name(), tensor.shape()))
            .collect(ImmutableList.toImmutableList()));
  }

  /** A tensor of its own for one parameter tensor. */
  static StateBlock of(String part, ParameterSpec parameter, List<Long> shape) {
    return of(new ParameterSpec(part + "." + parameter.name(), shape));
  }

  /** A tensor of its own. */
  static StateBlock of(ParameterSpec tensor) {
    return new StateBlock(tensor.name(), ParameterLayout.shapeOf(tensor), ImmutableList.of(tensor));
  }

  Value input(Graph graph) {
    return graph.input(name, DataType.FLOAT, shape);
  }
}
