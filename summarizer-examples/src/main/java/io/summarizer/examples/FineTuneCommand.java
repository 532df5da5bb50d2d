package io.summarizer.examples;

import io.summarizer.FineTuning;
import io.summarizer.GenerationOptions;
import io.summarizer.Precision;
import io.summarizer.Summarizer;
import io.summarizer.listener.MetricsLog;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fine-tunes a model on a file of articles and summaries. */
@Command(
    name = "fine-tune",
    sortOptions = false,
    description = "Fine-tunes a T5 model, and evaluates it with ROUGE after every epoch.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FineTuneCommand implements Runnable {
  private static final String FILES =
      " A data file, or a pattern such as 'train-*.jsonl.gz'; see --format.";

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The T5 model to start from, a directory in the Hugging Face layout.")
  private Path model;

  @Option(
      names = "--train",
      required = true,
      paramLabel = "FILE",
      description = "The examples to learn from." + FILES)
  private String train;

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description = "The examples to evaluate on. Default: no evaluation.")
  private @Nullable String validation;

  @Option(
      names = "--max-source-length",
      paramLabel = "N",
      description =
          "Tokens of an article, beyond which it is cut. Default: "
              + FineTuning.DEFAULT_MAX_SOURCE_LENGTH
              + ".")
  private @Nullable Integer maxSourceLength;

  @Option(
      names = "--max-target-length",
      paramLabel = "N",
      description =
          "Tokens of a summary, beyond which it is cut; also the limit of generated ones. Default: "
              + FineTuning.DEFAULT_MAX_TARGET_LENGTH
              + ".")
  private @Nullable Integer maxTargetLength;

  @Mixin private CheckpointOptions checkpointOptions;
  @Mixin private LearningOptions learningOptions;
  @Mixin private EvaluationOptions evaluationOptions;
  @Mixin private SearchOptions searchOptions;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that compute. Default: all processors.")
  private @Nullable Integer threads;

  @Option(
      names = "--token-cache",
      paramLabel = "DIR",
      description =
          "Where to keep the tokens of the data, so that other runs need not make them again."
              + " Default: for large data in the output, while the run goes on.")
  private @Nullable Path tokenCache;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description =
          "The numbers in which matrix products are computed: ${COMPLETION-CANDIDATES}. Default:"
              + " AUTO, the best the device can; on the CPU FLOAT32.")
  private @Nullable Precision precision;

  @Option(
      names = "--steps-per-call",
      paramLabel = "N",
      description =
          "Steps that are made in one call of ONNX Runtime; the results are the same. Default: "
              + FineTuning.DEFAULT_GPU_STEPS_PER_CALL
              + " on a GPU, 1 on the CPU.")
  private @Nullable Integer stepsPerCall;

  @Option(
      names = "--recomputation",
      description =
          "Computes the inside of the network's blocks a second time instead of keeping it: less"
              + " memory, more time.")
  private boolean recomputation;

  @Option(
      names = "--fit-batch-to-memory",
      description = "Splits batches that do not fit the memory; the steps stay the same.")
  private boolean fitBatchToMemory;

  @Option(
      names = "--plan",
      description =
          "Tells steps, time, memory and disk of the run, by a few steps that are thrown away, and"
              + " ends.")
  private boolean planOnly;

  @Mixin private DataOptions dataOptions;
  @Mixin private ReportOptions reportOptions;
  @Mixin private DeviceOption device;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description =
          "Where to write everything that is measured as JSON Lines, besides metrics.jsonl in the"
              + " output. A file that is there is replaced, unless the run resumes.")
  private @Nullable Path metrics;

  FineTuneCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    FineTuning.Builder options = checkedOptions();
    if (planOnly) {
      streams.print(options.build().plan().describe());
      return;
    }
    if (metrics == null) {
      session(options).run();
      return;
    }
    try (MetricsLog file = new MetricsLog(metrics)) {
      session(options.listener(file)).run();
    }
  }

  private TrainingSession session(FineTuning.Builder options) {
    return new TrainingSession(streams, options, "give the same command with --resume");
  }

  /** A value that the library refuses is wrong usage here. */
  private FineTuning.Builder checkedOptions() {
    try {
      FineTuning.Builder options = options();
      var unused = options.build();
      return options;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private FineTuning.Builder options() {
    FineTuning.Builder options =
        Summarizer.fineTune(model).train(dataOptions.open(train)).device(device.device());
    options = Given.set(options, validation, (o, file) -> o.validation(dataOptions.open(file)));
    options = Given.set(options, tokenCache, FineTuning.Builder::tokenCache);
    options = Given.set(options, maxSourceLength, FineTuning.Builder::maxSourceLength);
    options = Given.set(options, maxTargetLength, FineTuning.Builder::maxTargetLength);
    options = Given.set(options, threads, FineTuning.Builder::threads);
    options = Given.set(options, precision, FineTuning.Builder::precision);
    options = Given.set(options, stepsPerCall, FineTuning.Builder::stepsPerCall);
    options = options.recomputation(recomputation).fitBatchToMemory(fitBatchToMemory);
    options = checkpointOptions.applyTo(options);
    options = learningOptions.applyTo(options);
    options = evaluationOptions.applyTo(options);
    options = Given.set(options, generation(), FineTuning.Builder::generation);
    return reportOptions.applyTo(options);
  }

  /** How evaluations and the fine-tuned model search, if any of that was given. */
  private @Nullable GenerationOptions generation() {
    if (!searchOptions.isGiven()) {
      return null;
    }
    int limit = maxTargetLength == null ? FineTuning.DEFAULT_MAX_TARGET_LENGTH : maxTargetLength;
    try {
      GenerationOptions generation =
          searchOptions.applyTo(GenerationOptions.builder()).maxNewTokens(limit).build();
      searchOptions.check(generation);
      return generation;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage()).replace("maxNewTokens", "--max-target-length"), e);
    }
  }
}
