package io.summarizer.train;

import io.summarizer.Evaluation;
import io.summarizer.generate.Generator;
import io.summarizer.model.Checkpoint;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.Tokenizer;
import java.util.List;
import java.util.stream.IntStream;

/** Measures parameters on a validation set: its loss, and ROUGE of generated summaries. */
final class Evaluator implements AutoCloseable {
  private final Tokenizer tokenizer;
  private final LossEvaluator losses;
  private final Generator generator;

  Evaluator(
      Checkpoint checkpoint,
      ParameterBlocks parameters,
      Tokenizer tokenizer,
      SessionOptions options) {
    this.tokenizer = tokenizer;
    this.losses = new LossEvaluator(checkpoint.config(), parameters, options);
    this.generator = new Generator(checkpoint.config(), parameters, options);
  }

  Evaluation evaluate(
      ParameterBlocks parameters, ValidationSet set, int batchSize, int maxNewTokens) {
    long start = System.nanoTime();
    double loss = losses.loss(parameters, set.examples(), batchSize);
    List<int[]> sources =
        IntStream.range(0, set.examples().size())
            .mapToObj(i -> set.examples().get(i).source())
            .toList();
    List<int[]> generated = generator.generate(parameters, sources, batchSize, maxNewTokens);
    RougeAggregator scores = new RougeAggregator();
    long tokens = 0;
    for (int i = 0; i < generated.size(); i++) {
      scores.add(
          Evaluation.SCORER.score(tokenizer.decode(generated.get(i)), set.references().get(i)));
      tokens += generated.get(i).length;
    }
    return new Evaluation(
        set.examples().size(),
        loss,
        scores.aggregate().mean(),
        (double) tokens / set.examples().size(),
        (System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() {
    losses.close();
    generator.close();
  }
}
