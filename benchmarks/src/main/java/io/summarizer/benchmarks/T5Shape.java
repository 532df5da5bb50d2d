package io.summarizer.benchmarks;

import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Initializer;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedExample;
import io.summarizer.train.LearningRate;
import io.summarizer.train.Optimization;
import io.summarizer.train.Stepper;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An architecture to measure, with random weights and tokens: speed does not depend on them.
 *
 * @param name as on the Hugging Face Hub
 */
public record T5Shape(String name, T5Config config) {
  /** For overheads and tests: a thousand parameters. */
  public static final T5Shape TINY = of("tiny", 100, 8, 4, 16, 1, 2);

  /** 60 million parameters. */
  public static final T5Shape SMALL = of("t5-small", 32128, 512, 64, 2048, 6, 8);

  /** 223 million parameters. */
  public static final T5Shape BASE = of("t5-base", 32128, 768, 64, 3072, 12, 12);

  private static final int FIRST_WORD = 2; // after padding and the end

  /** An old T5: ReLU, tied embeddings, as many layers on both sides. */
  static T5Shape of(
      String name, int vocabulary, int width, int headWidth, int inner, int layers, int heads) {
    return new T5Shape(
        name,
        T5Config.parse(
            """
            {"model_type": "t5", "vocab_size": %d, "d_model": %d, "d_kv": %d, "d_ff": %d,\
             "num_layers": %d, "num_heads": %d, "decoder_start_token_id": 0}"""
                .formatted(vocabulary, width, headWidth, inner, layers, heads)));
  }

  /** The shape of a name. */
  public static T5Shape named(String name) {
    return Stream.of(TINY, SMALL, BASE)
        .filter(shape -> shape.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "model: expected tiny, t5-small or t5-base, got '" + name + "'"));
  }

  /** The optimization of the peers: a small linear rate, weight decay, clipping to norm 1. */
  public static Optimization optimization(Optimizer optimizer, double labelSmoothing) {
    return new Optimization(
        optimizer,
        new LearningRate(Schedule.linear(), 2e-5, 0, 1_000_000),
        0.01,
        1.0,
        labelSmoothing);
  }

  /** All tensors. */
  public List<ParameterSpec> tensors() {
    return T5Parameters.of(config, true);
  }

  /** The number of parameters. */
  public long parameters() {
    return tensors().stream().mapToLong(ParameterSpec::elements).sum();
  }

  /** Fills parameters with random weights, always the same. */
  public void randomize(ParameterBlocks parameters) {
    T5Initializer initializer = new T5Initializer(config);
    tensors().parallelStream()
        .forEach(spec -> initializer.fill(spec, 0, parameters.parameter(spec.name())));
  }

  /** A stepper with random weights. */
  public Stepper open(Stepper.Setup setup, SessionOptions options) {
    Stepper stepper = new Stepper(setup, options);
    randomize(stepper.parameters());
    return stepper;
  }

  /** Examples of equal lengths, always the same. */
  public Batch batch(int rows, int source, int target) {
    SplittableRandom random = new SplittableRandom(0);
    return Batch.of(
        IntStream.range(0, rows)
            .mapToObj(
                row -> new TokenizedExample("" + row, ids(random, source), ids(random, target)))
            .toList(),
        0);
  }

  /** Articles of equal lengths, always the same. */
  public List<int[]> sources(int count, int length) {
    SplittableRandom random = new SplittableRandom(0);
    return IntStream.range(0, count).mapToObj(article -> ids(random, length)).toList();
  }

  private int[] ids(SplittableRandom random, int count) {
    return random.ints(count, FIRST_WORD, config.vocabSize()).toArray();
  }
}
