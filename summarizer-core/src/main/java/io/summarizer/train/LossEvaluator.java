package io.summarizer.train;

import com.google.common.collect.Lists;
import io.summarizer.lifecycle.Interrupts;
import io.summarizer.model.T5Config;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedDataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mean loss over the label tokens of a data set; it does not depend on the batch size. */
public final class LossEvaluator implements AutoCloseable {
  private final T5Config config;
  private final Session session;

  /** Prepares the evaluation of networks whose parameters have the layout of {@code parameters}. */
  public LossEvaluator(T5Config config, ParameterBlocks parameters, SessionOptions options) {
    this.config = config;
    this.session =
        Session.open(
            "evaluation graph",
            EvaluationGraph.build(config, parameters.layout()).toModel(),
            options);
  }

  /**
   * The loss over {@code examples}, {@code batchSize} at a time.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public double loss(ParameterBlocks parameters, TokenizedDataset examples, int batchSize)
      throws InterruptedException {
    double sum = 0;
    long tokens = 0;
    for (List<Integer> rows : Lists.partition(Evaluator.byLength(examples), batchSize)) {
      Interrupts.check();
      Batch batch = Batch.of(rows.stream().map(examples::get).toList(), config.padTokenId());
      sum += lossSum(parameters, batch);
      tokens += batch.labelTokens();
    }
    return sum / tokens;
  }

  private double lossSum(ParameterBlocks parameters, Batch batch) {
    Map<String, Tensor> call = new HashMap<>();
    try {
      BatchPacker.pack(List.of(batch), config.decoderStartTokenId(), call);
      Map<String, Tensor> inputs = new HashMap<>(call);
      parameters.bind(TrainingGraph.PARAMETERS, inputs);
      try (Outputs outputs = session.run(inputs, Set.of(EvaluationGraph.LOSS_SUM), Map.of())) {
        return outputs.floats(EvaluationGraph.LOSS_SUM)[0];
      }
    } finally {
      call.values().forEach(Tensor::close);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
