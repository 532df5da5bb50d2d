package io.summarizer.generate;

import io.summarizer.graph.Graph;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.ParameterLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every graph that this package builds, for tests that look at all of them. */
public final class GenerationGraphs {
  private GenerationGraphs() {}

  /** The graphs of a network, by what they are. */
  public static Map<String, Graph> of(T5Config config) {
    ParameterLayout layout = ParameterLayout.of(T5Parameters.of(config, true), 1);
    Map<String, Graph> graphs = new LinkedHashMap<>();
    graphs.put("greedy search", GreedyGraph.build(config, layout));
    return graphs;
  }
}
