package io.summarizer.export;

import io.summarizer.export.DecoderGraph.Past;
import io.summarizer.graph.Graph;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Parameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every graph that this package builds, for tests that look at all of them. */
public final class ExportGraphs {
  private ExportGraphs() {}

  /** The graphs of a network, by what they are. */
  public static Map<String, Graph> of(T5Config config) {
    WeightInputs inputs = new WeightInputs(T5Parameters.of(config, true), "parameters");
    Map<String, Graph> graphs = new LinkedHashMap<>();
    graphs.put("exported encoder", EncoderGraph.build(config, inputs));
    for (Past past : Past.values()) {
      graphs.put("exported decoder, past " + past, DecoderGraph.build(config, inputs, past));
    }
    return graphs;
  }
}
