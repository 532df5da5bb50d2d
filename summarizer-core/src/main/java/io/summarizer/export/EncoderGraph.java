package io.summarizer.export;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import io.summarizer.network.Dropout;
import io.summarizer.network.T5;

/** The encoder under the names that Optimum gives its input and output. */
final class EncoderGraph {
  /** How many sources there are; Transformers.js looks for this very name. */
  static final Dim BATCH = Dim.named("batch_size");

  static final Dim SOURCE = Dim.named("encoder_sequence_length");

  static final String INPUT_IDS = "input_ids";
  static final String ATTENTION_MASK = "attention_mask";
  static final String LAST_HIDDEN_STATE = "last_hidden_state";

  /** What a score gets added so that the softmax gives it no weight. */
  static final double MASKED = -1e9;

  private EncoderGraph() {}

  static Graph build(T5Config config, WeightInputs inputs) {
    Graph graph = new Graph("encoder");
    Value ids = graph.input(INPUT_IDS, DataType.INT64, Shape.of(BATCH, SOURCE));
    Value mask = graph.input(ATTENTION_MASK, DataType.INT64, Shape.of(BATCH, SOURCE));
    T5 network = new T5(config, inputs.in(graph), Dropout.NONE);
    Value encoded = network.encode(ids.transpose(1, 0), hidden(mask)); // [S, B, D]
    graph.output(LAST_HIDDEN_STATE, encoded.transpose(1, 0, 2)); // [B, S, D]
    return graph;
  }

  /** What keeps attention from padding: [B, S] of ones and zeros to [B, 1, 1, S]. */
  static Value hidden(Value mask) {
    Graph graph = mask.graph();
    return mask.equalTo(graph.scalar(0))
        .cast(DataType.FLOAT)
        .times(MASKED)
        .reshape(Shape.of(BATCH, Dim.ONE, Dim.ONE, SOURCE));
  }
}
