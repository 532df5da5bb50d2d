package io.summarizer.generate;

import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;

/** The tokens of which any ends a summary, in graphs. */
final class EndTokens {
  private EndTokens() {}

  /** All: [1, E]. */
  static Value row(Graph graph, T5Config config) {
    long[] ids = config.eosTokenIds().asList().stream().mapToLong(id -> id).toArray();
    return graph.vector(ids).reshape(Shape.of(1, ids.length));
  }

  /** Which elements of {@code tokens} are end tokens: booleans of the same shape. */
  static Value areAmong(Value tokens, T5Config config) {
    Graph graph = tokens.graph();
    return config.eosTokenIds().asList().stream()
        .map(id -> tokens.equalTo(graph.scalar(id)))
        .reduce(Value::or)
        .orElseThrow();
  }
}
