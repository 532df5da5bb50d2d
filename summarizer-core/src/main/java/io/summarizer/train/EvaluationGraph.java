package io.summarizer.train;

import io.summarizer.graph.Graph;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.Dropout;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.T5;

/** The loss of a batch without dropout, label smoothing, gradients or anything that changes. */
final class EvaluationGraph {
  static final String LOSS_SUM = "loss_sum";

  private EvaluationGraph() {}

  static Graph build(T5Config config, ParameterLayout layout) {
    Graph graph = new Graph("evaluation");
    T5 network =
        new T5(
            config,
            layout.weights(layout.inputs(graph, TrainingGraph.PARAMETERS), Arithmetic.FLOAT32),
            Dropout.NONE);
    MicroBatch batch = MicroBatch.at(graph.vector(0), MicroBatch.Inputs.declare(graph));
    graph.output(LOSS_SUM, TrainingGraph.lossSum(network, batch, 0));
    return graph;
  }
}
