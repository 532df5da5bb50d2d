package io.summarizer.export;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import io.summarizer.graph.Graph;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.Weights;
import java.util.List;

/**
 * A network's parameters as inputs of a graph, one for each tensor, until they are stored in it.
 */
final class WeightInputs {
  private final ParameterLayout layout;
  private final String prefix;

  /**
   * Inputs.
   *
   * @param prefix of their names
   */
  WeightInputs(List<ParameterSpec> tensors, String prefix) {
    this.layout = ParameterLayout.of(tensors, 1);
    this.prefix = prefix;
  }

  Weights in(Graph graph) {
    return layout.weights(layout.inputs(graph, prefix), Arithmetic.FLOAT32);
  }

  ParameterLayout layout() {
    return layout;
  }

  /** The tensors by the names of their inputs. */
  ImmutableMap<String, ParameterSpec> byInput() {
    return layout.blocks().stream()
        .collect(
            toImmutableMap(
                block -> ParameterLayout.name(prefix, block), block -> block.tensors().get(0)));
  }
}
