package io.summarizer.train;

import com.google.common.collect.Lists;
import io.summarizer.Evaluation;
import io.summarizer.GenerationOptions;
import io.summarizer.SummarizationInterruptedException;
import io.summarizer.generate.Generated;
import io.summarizer.generate.Generator;
import io.summarizer.lifecycle.Interrupts;
import io.summarizer.lifecycle.Opening;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.GenerationConfig;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.Tokenizer;
import io.summarizer.tokens.TokenizedDataset;
import io.summarizer.tokens.TokenizedExample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures parameters on a validation set: its loss, and ROUGE of generated summaries. */
final class Evaluator implements AutoCloseable {
  private final Settings settings;
  private final ValidationSet set;
  private final Tokenizer tokenizer;
  private final LossEvaluator losses;
  private final @Nullable Generator generator;

  /**
   * How a set is evaluated.
   *
   * @param batchSize examples at a time
   * @param generates whether summaries are generated
   * @param generation how they are searched for
   * @param samples of them that are kept
   */
  record Settings(int batchSize, boolean generates, GenerationOptions generation, int samples) {}

  Evaluator(
      Settings settings,
      ValidationSet set,
      Checkpoint checkpoint,
      ParameterBlocks parameters,
      Tokenizer tokenizer,
      SessionOptions options) {
    this.settings = settings;
    this.set = set;
    this.tokenizer = tokenizer;
    try (Opening opening = new Opening()) {
      this.losses =
          opening.add(
              new LossEvaluator(checkpoint.config(), parameters, options), LossEvaluator::close);
      this.generator =
          settings.generates()
              ? new Generator(GenerationConfig.network(checkpoint), parameters, options)
              : null;
      opening.keep();
    }
  }

  /**
   * Evaluates parameters.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  Evaluation evaluate(ParameterBlocks parameters) throws InterruptedException {
    long start = System.nanoTime();
    double loss = losses.loss(parameters, set.examples(), settings.batchSize());
    Optional<Evaluation.Generated> generated =
        generator == null ? Optional.empty() : Optional.of(generate(generator, parameters));
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Evaluation(set.examples().size(), loss, generated, seconds);
  }

  /** Batch by batch, so that no more than a batch of summaries is held. */
  private Evaluation.Generated generate(Generator generator, ParameterBlocks parameters)
      throws InterruptedException {
    RougeAggregator scores = new RougeAggregator();
    TreeMap<Integer, Evaluation.Sample> samples = new TreeMap<>();
    long tokens = 0;
    long cut = 0;
    for (List<Integer> rows : Lists.partition(byLength(set.examples()), settings.batchSize())) {
      Interrupts.check();
      List<int[]> sources = rows.stream().map(row -> set.examples().get(row).source()).toList();
      List<List<Generated>> generated = summaries(generator, parameters, sources);
      for (int i = 0; i < rows.size(); i++) {
        int row = rows.get(i);
        Generated first = generated.get(i).get(0);
        String summary = tokenizer.decode(first.ids().toArray());
        scores.add(Evaluation.SCORER.score(summary, set.references().get(row)));
        tokens += first.ids().length();
        cut += first.ended() ? 0 : 1;
        if (row < settings.samples()) {
          samples.put(row, sample(row, summary));
        }
      }
    }
    int count = set.examples().size();
    return new Evaluation.Generated(
        scores.aggregate().mean(),
        (double) tokens / count,
        (double) cut / count,
        new ArrayList<>(samples.values()));
  }

  private List<List<Generated>> summaries(
      Generator generator, ParameterBlocks parameters, List<int[]> sources)
      throws InterruptedException {
    try {
      return generator.generate(
          parameters, sources, settings.batchSize(), Long.MAX_VALUE, settings.generation());
    } catch (SummarizationInterruptedException e) {
      Interrupts.check();
      throw e;
    }
  }

  private Evaluation.Sample sample(int row, String summary) {
    TokenizedExample example = set.examples().get(row);
    return new Evaluation.Sample(
        tokenizer.decode(example.source()), set.references().get(row), summary);
  }

  /** The rows of a data set, short sources first: less padding. */
  static List<Integer> byLength(TokenizedDataset examples) {
    return IntStream.range(0, examples.size())
        .boxed()
        .sorted(Comparator.comparing(examples::sourceLength))
        .toList();
  }

  @Override
  public void close() {
    losses.close();
    if (generator != null) {
      generator.close();
    }
  }
}
