package io.summarizer.examples;

import io.summarizer.Batching;
import io.summarizer.FineTuning;
import io.summarizer.Summarizer;
import io.summarizer.report.MetricsLog;
import java.nio.file.Path;
import java.util.function.BiFunction;
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
      description = "The examples to evaluate on after every epoch. Default: no evaluation.")
  private @Nullable String validation;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where checkpoints and the model go; empty or not there yet.")
  private Path output;

  @Option(
      names = {"--overwrite", "--overwrite-output"},
      description = "Lets the output hold files already, which may be replaced.")
  private boolean overwrite;

  @Option(
      names = "--resume",
      description =
          "Goes on with the newest whole checkpoint in the output, if there is one, of a run with the"
              + " same data and options.")
  private boolean resume;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training data. Default: " + FineTuning.DEFAULT_EPOCHS + ".")
  private @Nullable Integer epochs;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Optimizer steps after which the run ends, instead of --epochs.")
  private @Nullable Long steps;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Examples that go through the network together. Default: "
              + FineTuning.DEFAULT_BATCH_SIZE
              + ".")
  private @Nullable Integer batchSize;

  @Option(
      names = "--group-by-length",
      description = "Puts examples of similar length into a batch, so that less padding is needed.")
  private boolean groupByLength;

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      description =
          "Puts as many examples of similar length into a batch as N tokens hold, padding and both"
              + " sides included; instead of --batch-size.")
  private @Nullable Integer batchTokens;

  @Option(
      names = "--gradient-accumulation",
      paramLabel = "N",
      description = "Batches whose gradients make one optimizer step. Default: 1.")
  private @Nullable Integer gradientAccumulation;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "The largest learning rate. Default: " + FineTuning.DEFAULT_LEARNING_RATE + ".")
  private @Nullable Double learningRate;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "The weight decay of AdamW. Default: 0.")
  private @Nullable Double weightDecay;

  @Option(
      names = "--warmup-steps",
      paramLabel = "N",
      description = "Steps over which the learning rate rises from 0. Default: 0.")
  private @Nullable Integer warmupSteps;

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

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description = "The dropout rate. Default: the model's own.")
  private @Nullable Double dropout;

  @Option(names = "--no-shuffle", description = "Keeps the order of the training data.")
  private boolean noShuffle;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "The seed of the order and of dropout. Default: " + FineTuning.DEFAULT_SEED + ".")
  private @Nullable Long seed;

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

  @Mixin private DataOptions dataOptions;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description =
          "Where to write loss, gradient norm and learning rate of every step, and the results of"
              + " every epoch, as JSON Lines. A file that is there is replaced.")
  private @Nullable Path metrics;

  FineTuneCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    FineTuning.Builder options = checkedOptions();
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
      options.build();
      return options;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private FineTuning.Builder options() {
    FineTuning.Builder options =
        Summarizer.fineTune(model)
            .train(dataOptions.open(train))
            .outputDirectory(output)
            .overwriteOutput(overwrite)
            .resume(resume)
            .shuffle(!noShuffle);
    options = set(options, validation, (o, file) -> o.validation(dataOptions.open(file)));
    options = set(options, epochs, FineTuning.Builder::epochs);
    options = set(options, steps, FineTuning.Builder::steps);
    options = set(options, batchSize, FineTuning.Builder::batchSize);
    options = set(options, batching(), FineTuning.Builder::batching);
    options = set(options, tokenCache, FineTuning.Builder::tokenCache);
    options = set(options, gradientAccumulation, FineTuning.Builder::gradientAccumulation);
    options = set(options, learningRate, FineTuning.Builder::learningRate);
    options = set(options, weightDecay, FineTuning.Builder::weightDecay);
    options = set(options, warmupSteps, FineTuning.Builder::warmupSteps);
    options = set(options, maxSourceLength, FineTuning.Builder::maxSourceLength);
    options = set(options, maxTargetLength, FineTuning.Builder::maxTargetLength);
    options = set(options, dropout, FineTuning.Builder::dropout);
    options = set(options, seed, FineTuning.Builder::seed);
    return set(options, threads, FineTuning.Builder::threads);
  }

  private @Nullable Batching batching() {
    if (groupByLength && batchTokens != null) {
      throw new IllegalArgumentException(
          "--group-by-length and --batch-tokens: expected one of them, got both;"
              + " --batch-tokens groups by length too");
    }
    if (batchTokens != null) {
      return Batching.byTokens(batchTokens);
    }
    return groupByLength ? Batching.groupedByLength() : null;
  }

  /** Sets an option that was given; the library knows the default of one that was not. */
  private static <T> FineTuning.Builder set(
      FineTuning.Builder options,
      @Nullable T value,
      BiFunction<FineTuning.Builder, T, FineTuning.Builder> setter) {
    return value == null ? options : setter.apply(options, value);
  }
}
