package io.summarizer.train;

import io.summarizer.Batching;
import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.GenerationOptions;
import io.summarizer.TrainingPlan;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.generate.SummarizationSettings;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.GenerationConfig;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.TokenCache;
import io.summarizer.text.TokenizedDataset;
import io.summarizer.text.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets a run up from its options, and takes it down. */
public final class FineTuningRun {
  private static final Logger LOG = LoggerFactory.getLogger(FineTuningRun.class);

  /** On the CPU the optimizer works best on the tensors as they are. */
  private static final long BLOCK_ELEMENTS = 1;

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final FineTuning options;

  public FineTuningRun(FineTuning options) {
    this.options = options;
  }

  /** Does everything. */
  public FineTuningResult run() {
    OutputDirectory.check(options.outputDirectory(), options.overwriteOutput());
    readFirst(options.train());
    options.validation().ifPresent(FineTuningRun::readFirst);
    TokenCache cache =
        options
            .tokenCache()
            .map(TokenCache::in)
            .orElse(TokenCache.ofLarge(OutputDirectory.tokenCache(options.outputDirectory())));
    FineTuningResult result = run(cache);
    if (options.tokenCache().isEmpty()) {
      cache.clear();
    }
    return result;
  }

  private FineTuningResult run(TokenCache cache) {
    try (Checkpoint checkpoint = Checkpoint.open(options.model())) {
      SummarizationSettings settings = settings(checkpoint);
      try (Tokenizer tokenizer = settings.tokenizer(checkpoint)) {
        try (TokenizedDataset train = tokenize(cache, options.train(), tokenizer);
            ValidationSet validation = validation(cache, tokenizer)) {
          return train(checkpoint, settings, tokenizer, train, validation);
        }
      }
    }
  }

  /** Data that cannot be read fails before the work on other data begins. */
  private static void readFirst(Dataset data) {
    try (Stream<Example> examples = data.stream()) {
      LOG.debug("{} begins with {}", data.name(), examples.findFirst().map(Example::id));
    }
  }

  private SummarizationSettings settings(Checkpoint checkpoint) {
    SummarizationSettings own = SummarizationSettings.of(checkpoint);
    return new SummarizationSettings(
        options.prefix().orElse(own.prefix()),
        options.maxSourceLength(),
        options.maxTargetLength());
  }

  private TokenizedDataset tokenize(TokenCache cache, Dataset data, Tokenizer tokenizer) {
    return cache.tokenize(
        data,
        tokenizer,
        progress -> options.listeners().forEach(listener -> listener.onTokenization(progress)));
  }

  private @Nullable ValidationSet validation(TokenCache cache, Tokenizer tokenizer) {
    Dataset data = options.validation().orElse(null);
    return data == null ? null : ValidationSet.of(tokenize(cache, data, tokenizer), data);
  }

  private FineTuningResult train(
      Checkpoint checkpoint,
      SummarizationSettings settings,
      Tokenizer tokenizer,
      TokenizedDataset train,
      @Nullable ValidationSet validation) {
    Lengths lengths = Lengths.of(train);
    BatchPlan batches =
        new BatchPlan(
            new EpochPlanner(
                lengths,
                options.batching(),
                options.batchSize(),
                options.gradientAccumulation(),
                options.shuffle(),
                options.seed()));
    long totalSteps = options.steps().orElseGet(() -> batches.steps(options.epochs()));
    TrainingPlan plan =
        new TrainingPlan(
            checkpoint.parameters().stream().mapToLong(ParameterSpec::elements).sum(),
            train.report(),
            Optional.ofNullable(validation).map(set -> set.examples().report()),
            batches.steps(1),
            totalSteps,
            batches.epoch(0).padding(lengths));
    OutputDirectory output =
        OutputDirectory.open(
            options.outputDirectory(),
            options.overwriteOutput(),
            settings.addTo(
                GenerationConfig.addTo(
                    CheckpointWriter.derivedFrom(checkpoint),
                    checkpoint,
                    generationOptions(checkpoint))));
    options.listeners().forEach(listener -> listener.onStart(plan));
    SessionOptions session = new SessionOptions(options.threads(), null);
    try (Stepper stepper =
            new Stepper(
                setup(checkpoint, totalSteps, largestMask(checkpoint.config(), lengths)), session);
        Evaluator evaluator =
            validation == null
                ? null
                : new Evaluator(checkpoint, stepper.parameters(), tokenizer, session)) {
      stepper.parameters().read(checkpoint);
      Function<ParameterBlocks, Optional<Evaluation>> evaluate =
          parameters ->
              evaluator == null || validation == null
                  ? Optional.empty()
                  : Optional.of(
                      evaluator.evaluate(
                          parameters,
                          validation,
                          options.evaluationBatchSize(),
                          options.maxTargetLength()));
      List<EpochResult> history =
          new Trainer(
                  stepper,
                  train,
                  batches,
                  totalSteps,
                  options.stepsPerCall(),
                  checkpoint.config().padTokenId(),
                  output,
                  evaluate,
                  options.listeners())
              .run();
      return new FineTuningResult(output.publish(), plan, history);
    }
  }

  /**
   * The model's own, but with this data's lengths: a minimum belongs to the data it was set for.
   */
  private GenerationOptions generationOptions(Checkpoint checkpoint) {
    return GenerationConfig.of(checkpoint).toBuilder()
        .minNewTokens(0)
        .maxNewTokens(options.maxTargetLength())
        .build();
  }

  /** Writes the training graph to a file, to be looked at; nothing is trained. */
  public void writeGraph(Path file) {
    try (Checkpoint checkpoint = Checkpoint.open(options.model())) {
      byte[] model = Stepper.model(setup(checkpoint, 1, 0)).toByteArray();
      Files.write(file, model);
    } catch (IOException e) {
      throw new UncheckedIOException("the training graph cannot be written to " + file, e);
    }
  }

  private long largestMask(T5Config config, Lengths lengths) {
    long longest = Math.max(lengths.longestSource(), lengths.longestTarget());
    long tokens =
        options.batching().policy() == Batching.Policy.TOKEN_BUDGET
            ? Math.max(options.batching().batchTokens(), longest)
            : options.batchSize() * longest;
    return DropoutPool.largestMask(config, tokens, longest);
  }

  private Stepper.Setup setup(Checkpoint checkpoint, long totalSteps, long largestMask) {
    T5Config config = checkpoint.config();
    return new Stepper.Setup(
        config,
        ParameterLayout.of(checkpoint.parameters(), BLOCK_ELEMENTS),
        new AdamW(BETA1, BETA2, EPSILON, options.weightDecay()),
        new LearningRate(options.learningRate(), options.warmupSteps(), totalSteps),
        options.maxGradientNorm(),
        options.dropout().orElse(config.dropoutRate()),
        largestMask,
        options.seed(),
        options.gradientAccumulation() > 1,
        options.stepsPerCall() > 1,
        Arithmetic.FLOAT32);
  }
}
