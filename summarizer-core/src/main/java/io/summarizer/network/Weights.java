package io.summarizer.network;

import com.google.common.collect.ImmutableMap;
import io.summarizer.graph.Value;

/** The parameters of a network as values of a graph, by their Hugging Face names. */
public record Weights(ImmutableMap<String, Value> values) {
  Value get(String name) {
    Value value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no parameter \"" + name + "\" among " + values.keySet());
    }
    return value;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** {@code x} times the transpose of the matrix {@code name}, [in] to [out]: PyTorch's Linear. */
  Value linear(Value x, String name) {
    return x.matMul(get(name), false, true);
  }
}
