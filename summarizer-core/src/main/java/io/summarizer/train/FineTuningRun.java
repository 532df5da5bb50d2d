package io.summarizer.train;

import static io.summarizer.options.RunOptions.*;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuningResult;
import io.summarizer.Forecast;
import io.summarizer.GenerationOptions;
import io.summarizer.TrainingControl;
import io.summarizer.TrainingEnd;
import io.summarizer.TrainingInterruptedException;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPlan;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.SummarizerException;
import io.summarizer.generate.ForbiddenWords;
import io.summarizer.generate.SummarizationSettings;
import io.summarizer.lifecycle.Interrupts;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.GenerationConfig;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.PrecisionChoice;
import io.summarizer.options.OptionSet;
import io.summarizer.options.RunOptions;
import io.summarizer.report.RunCard;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.Tokenizer;
import io.summarizer.tokens.TokenCache;
import io.summarizer.tokens.TokenizedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets a run up from its options, and takes it down. */
public final class FineTuningRun {
  private static final Logger LOG = LoggerFactory.getLogger(FineTuningRun.class);

  private final OptionSet options;
  private final Map<String, String> settings;
  private final ChosenDevice device;
  private final Arithmetic arithmetic;
  private boolean began;

  public FineTuningRun(OptionSet options) {
    this.options = options;
    this.settings = options.texts(RunOptions.ALL);
    this.device = ChosenDevice.of(options.get(DEVICE));
    this.arithmetic = PrecisionChoice.of(options.get(PRECISION), device);
  }

  /** Does everything, once. */
  public FineTuningResult run() {
    try {
      return prepareAndRun();
    } catch (RuntimeException e) {
      throw Interrupts.isCauseOf(e) && !began ? new TrainingInterruptedException(e) : e;
    }
  }

  private FineTuningResult prepareAndRun() {
    Path directory = options.get(OUTPUT_DIRECTORY);
    OutputDirectory.check(directory, allowedContent());
    OutputDirectory.checkModelStays(directory, options.get(MODEL));
    readFirst(options.get(TRAIN));
    options.find(VALIDATION).ifPresent(FineTuningRun::readFirst);
    try (Checkpoint checkpoint = Checkpoint.open(options.get(MODEL));
        OutputDirectory output = OutputDirectory.open(directory, allowedContent())) {
      TokenCache cache =
          options
              .find(TOKEN_CACHE)
              .map(TokenCache::in)
              .orElse(TokenCache.ofLarge(OutputDirectory.tokenCache(directory)));
      FineTuningResult result = run(checkpoint, output, cache);
      if (options.find(TOKEN_CACHE).isEmpty()) {
        cache.clear();
      }
      return result;
    }
  }

  private OutputDirectory.Content allowedContent() {
    if (options.get(RESUME)) {
      return OutputDirectory.Content.RUN;
    }
    return options.get(OVERWRITE_OUTPUT)
        ? OutputDirectory.Content.ANYTHING
        : OutputDirectory.Content.NONE;
  }

  private FineTuningResult run(Checkpoint checkpoint, OutputDirectory output, TokenCache cache) {
    SummarizationSettings summarization = summarization(checkpoint);
    try (Tokenizer tokenizer = tokenizer(checkpoint);
        TokenizedDataset train = tokenize(cache, options.get(TRAIN), tokenizer);
        ValidationSet validation = validation(cache, tokenizer)) {
      CheckpointWriter writer =
          GenerationConfig.addTo(
                  summarization.addTo(CheckpointWriter.derivedFrom(checkpoint)),
                  checkpoint,
                  ForbiddenWords.toTokens(savedGeneration(checkpoint), tokenizer))
              .replacing(true);
      return train(checkpoint, summarization, tokenizer, train, validation, output, writer);
    }
  }

  /** Data that cannot be read fails before the work on other data begins. */
  private static void readFirst(Dataset data) {
    try (Stream<Example> examples = data.stream()) {
      LOG.debug("{} begins with {}", data.name(), examples.findFirst().map(Example::id));
    }
  }

  private SummarizationSettings summarization(Checkpoint checkpoint) {
    SummarizationSettings own = SummarizationSettings.of(checkpoint);
    return new SummarizationSettings(
        options.find(PREFIX).orElse(own.prefix()), options.get(MAX_SOURCE_LENGTH));
  }

  private Tokenizer tokenizer(Checkpoint checkpoint) {
    return summarization(checkpoint).tokenizer(checkpoint, options.get(MAX_TARGET_LENGTH));
  }

  /**
   * With which options the fine-tuned model is to summarize: those of the run, or else the model's
   * own, but with this data's lengths, since a minimum belongs to the data it was set for.
   */
  private GenerationOptions savedGeneration(Checkpoint checkpoint) {
    return options
        .find(GENERATION)
        .orElseGet(
            () ->
                GenerationConfig.of(checkpoint).toBuilder()
                    .minNewTokens(0)
                    .maxNewTokens(options.get(MAX_TARGET_LENGTH))
                    .build());
  }

  private TokenizedDataset tokenize(TokenCache cache, Dataset data, Tokenizer tokenizer) {
    return cache.tokenize(
        data,
        tokenizer,
        progress -> options.get(LISTENERS).forEach(listener -> listener.onTokenization(progress)));
  }

  private @Nullable ValidationSet validation(TokenCache cache, Tokenizer tokenizer) {
    Dataset all = options.find(VALIDATION).orElse(null);
    if (all == null) {
      return null;
    }
    Dataset data = options.find(EVALUATION_LIMIT).map(all::limit).orElse(all);
    return ValidationSet.of(tokenize(cache, data, tokenizer), data);
  }

  private FineTuningResult train(
      Checkpoint checkpoint,
      SummarizationSettings summarization,
      Tokenizer tokenizer,
      TokenizedDataset train,
      @Nullable ValidationSet validation,
      OutputDirectory output,
      CheckpointWriter writer) {
    Lengths lengths = Lengths.of(train);
    BatchPlan batches = StepperSetup.batches(options, lengths);
    long totalSteps = options.find(STEPS).orElseGet(() -> batches.steps(options.get(EPOCHS)));
    RunRules rules = RunRules.of(options, device.gpu().isEmpty(), totalSteps);
    TrainingState state = state(output, lengths);
    state.compareAgain(rules.bestMetric(), rules.threshold());
    TrainingPlan plan =
        plan(checkpoint, train, validation, batches, lengths, totalSteps, state.step);
    SessionOptions session = new SessionOptions(options.get(THREADS), null, device);
    MemoryFit.Fitted fitted =
        new MemoryFit(checkpoint, arithmetic, train, lengths, device.gpu().isEmpty())
            .open(splitAsBefore(state), totalSteps, session);
    state.batchSize = fitted.options().get(BATCH_SIZE);
    state.gradientAccumulation = fitted.options().get(GRADIENT_ACCUMULATION);
    try (Watchers watchers = Watchers.of(options);
        Stepper stepper = fitted.stepper();
        Evaluator evaluator =
            validation == null
                ? null
                : new Evaluator(
                    evaluation(tokenizer),
                    validation,
                    checkpoint,
                    stepper.parameters(),
                    tokenizer,
                    session)) {
      putInPlace(stepper, checkpoint, output, state);
      ImmutableList<TrainingListener> listeners = watchers.listeners();
      listeners.forEach(listener -> listener.onStart(plan));
      TrainingGate gate =
          new TrainingGate(
              options.find(CONTROL).orElseGet(TrainingControl::new), watchers.guard(), listeners);
      Trainer.Parts parts =
          new Trainer.Parts(
              stepper,
              train,
              StepperSetup.batches(fitted.options(), lengths),
              checkpoint.config().padTokenId(),
              output,
              evaluator,
              writer,
              s -> s.parameters().read(checkpoint));
      Trainer trainer = new Trainer(parts, rules, state, gate, listeners);
      began = true;
      TrainingEnd end = trainer.run();
      FineTuningResult result = result(output, plan, end, trainer.state(), summarization, watchers);
      listeners.forEach(listener -> listener.onEnd(result));
      return result;
    }
  }

  private TrainingPlan plan(
      Checkpoint checkpoint,
      TokenizedDataset train,
      @Nullable ValidationSet validation,
      BatchPlan batches,
      Lengths lengths,
      long totalSteps,
      long stepsDone) {
    return new TrainingPlan(
        checkpoint.parameters().stream().mapToLong(ParameterSpec::elements).sum(),
        train.report(),
        Optional.ofNullable(validation).map(set -> set.examples().report()),
        batches.steps(1),
        totalSteps,
        stepsDone,
        batches.epoch(0).padding(lengths),
        lengths.described(
            options.get(MAX_SOURCE_LENGTH), options.get(MAX_TARGET_LENGTH), train.report()),
        evaluations(batches, stepsDone, totalSteps, validation != null),
        settings);
  }

  /** What the run would do and need, by a few steps that are thrown away; writes nothing. */
  public Forecast forecast() {
    TokenCache cache = options.find(TOKEN_CACHE).map(TokenCache::in).orElse(TokenCache.inMemory());
    try (Checkpoint checkpoint = Checkpoint.open(options.get(MODEL));
        Tokenizer tokenizer = tokenizer(checkpoint);
        TokenizedDataset train = tokenize(cache, options.get(TRAIN), tokenizer);
        ValidationSet validation = validation(cache, tokenizer)) {
      Lengths lengths = Lengths.of(train);
      BatchPlan batches = StepperSetup.batches(options, lengths);
      long totalSteps = options.find(STEPS).orElseGet(() -> batches.steps(options.get(EPOCHS)));
      MemoryFit fit = new MemoryFit(checkpoint, arithmetic, train, lengths, device.gpu().isEmpty());
      MemoryFit.Fitted fitted =
          fit.open(options, totalSteps, new SessionOptions(options.get(THREADS), null, device));
      try (Stepper stepper = fitted.stepper()) {
        stepper.parameters().read(checkpoint);
        BatchPlan split = StepperSetup.batches(fitted.options(), lengths);
        int padId = checkpoint.config().padTokenId();
        return new Forecast(
            plan(checkpoint, train, validation, batches, lengths, totalSteps, 0),
            fit.estimate(fitted.options()),
            StepTimer.secondsPerStep(stepper, split, train, padId),
            stepper.checkpointBytes() * options.get(SAVE_LIMIT));
      }
    }
  }

  /** The options with the batches into which the run that is gone on with split its steps. */
  private OptionSet splitAsBefore(TrainingState state) {
    return state.batchSize == 0
        ? options
        : options
            .with(BATCH_SIZE, state.batchSize)
            .with(GRADIENT_ACCUMULATION, state.gradientAccumulation);
  }

  private static void putInPlace(
      Stepper stepper, Checkpoint origin, OutputDirectory output, TrainingState state) {
    if (state.step == 0) {
      stepper.parameters().read(origin);
    } else {
      TrainingCheckpoint.restore(output.checkpoint(state.step), stepper, state.step);
    }
  }

  /** That of the run to go on with, or of a new one. */
  private TrainingState state(OutputDirectory output, Lengths lengths) {
    TrainingState fresh = TrainingState.start(lengths.fingerprint(), settings);
    if (!options.get(RESUME)) {
      return fresh;
    }
    Optional<TrainingState> saved = output.newestState();
    if (saved.isEmpty()) {
      LOG.info("there is no checkpoint to go on with; the run begins");
      return fresh;
    }
    return Resumption.of(saved.get(), fresh, output.checkpoint(saved.get().step));
  }

  private Evaluator.Settings evaluation(Tokenizer tokenizer) {
    GenerationOptions greedy =
        GenerationOptions.builder().maxNewTokens(options.get(MAX_TARGET_LENGTH)).build();
    return new Evaluator.Settings(
        options.find(EVALUATION_BATCH_SIZE).orElse(options.get(BATCH_SIZE)),
        options.get(GENERATE_IN_EVALUATION),
        ForbiddenWords.toTokens(options.find(GENERATION).orElse(greedy), tokenizer),
        options.get(EVALUATION_SAMPLES));
  }

  /** How often the rest of the run is evaluated. */
  private long evaluations(BatchPlan batches, long done, long totalSteps, boolean validates) {
    if (!validates || done >= totalSteps) {
      return 0;
    }
    return switch (options.get(EVALUATE_EVERY).unit()) {
      case NEVER -> 0;
      case EPOCHS -> batches.epochOf(totalSteps - 1) - batches.epochOf(done) + 1;
      case STEPS -> {
        long every = options.get(EVALUATE_EVERY).steps();
        yield (totalSteps + every - 1) / every - done / every;
      }
    };
  }

  private FineTuningResult result(
      OutputDirectory output,
      TrainingPlan plan,
      TrainingEnd end,
      TrainingState state,
      SummarizationSettings summarization,
      Watchers watchers) {
    long step = options.get(LOAD_BEST_AT_END) ? bestStep(output, state) : state.step;
    output.describe(RunCard.of(plan, summarization, state.history, state.evaluations, step).text());
    Path model = output.publish(output.checkpoint(step));
    if (options.get(SAVE_EVERY).unit() == io.summarizer.Cadence.Unit.NEVER) {
      output.deleteCheckpoints();
    }
    return new FineTuningResult(
        model,
        end,
        step,
        plan,
        state.history,
        state.evaluations,
        state.best(),
        watchers.gpuUsage());
  }

  /**
   * That of the best evaluation whose checkpoint is whole. The very best may have none: it was made
   * when the run did not keep the best, or was damaged since.
   */
  private static long bestStep(OutputDirectory output, TrainingState state) {
    for (EvaluationPoint point : Lists.reverse(state.evaluations)) {
      if (point.best() && output.isWhole(point.step())) {
        return point.step();
      }
    }
    return state.step;
  }

  /** Writes the training graph to a file, to be looked at; nothing is trained. */
  public void writeGraph(Path file) {
    try (Checkpoint checkpoint = Checkpoint.open(options.get(MODEL))) {
      boolean onCpu = device.gpu().isEmpty();
      Stepper.Setup setup = StepperSetup.of(options, checkpoint, arithmetic, onCpu);
      Files.write(file, Stepper.model(setup).toByteArray());
    } catch (IOException e) {
      throw new SummarizerException(
          file + ": the training graph cannot be written there (" + e + ")", e);
    }
  }
}
