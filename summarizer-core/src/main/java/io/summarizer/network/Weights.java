package io.summarizer.network;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Parameters;
import java.util.List;

/**
 * The parameters of a network as values of a graph, by their Hugging Face names.
 *
 * @param values in float32
 * @param operands the same as operands of matrix products
 * @param arithmetic of matrix products
 */
public record Weights(
    ImmutableMap<String, Value> values,
    ImmutableMap<String, Value> operands,
    Arithmetic arithmetic) {
  Value get(String name) {
    return get(name, values);
  }

  private static Value get(String name, ImmutableMap<String, Value> values) {
    Value value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no parameter \"" + name + "\" among " + values.keySet());
    }
    return value;
  }

  /** A matrix as an operand. */
  Value operand(String name) {
    return get(name, operands);
  }

  /** Matrices of equal width one below the other, as an operand. */
  Value stacked(List<String> names) {
    return Value.concat(0, names.stream().map(this::operand).toList());
  }

  /** The matrix that scores the vocabulary's tokens, as an operand [V, D]. */
  Value outputHead() {
    return operand(
        has(T5Parameters.OUTPUT_HEAD) ? T5Parameters.OUTPUT_HEAD : T5Parameters.EMBEDDING);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * An operand times the transpose of the matrix {@code name}, [in] to [out]: PyTorch's Linear. The
   * result is an operand again. Its nodes stand in a scope that is called as the matrix.
   */
  Value linear(Value x, String name) {
    Value weight = operand(name);
    return x.graph().scope(shortName(name), () -> arithmetic.matMul(x, weight, false, true));
  }

  /** {@code wo} of {@code encoder.block.0.layer.1.DenseReluDense.wo.weight}. */
  private static String shortName(String name) {
    List<String> parts = Splitter.on('.').splitToList(name);
    return parts.get(parts.size() - 2);
  }
}
