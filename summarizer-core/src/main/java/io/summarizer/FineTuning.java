package io.summarizer;

import com.google.common.collect.ImmutableList;
import io.summarizer.data.Dataset;
import io.summarizer.train.FineTuningRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A fine-tuning run, completely described: what {@link Summarizer#fineTune} builds.
 *
 * <p>The names and meanings are those of Hugging Face's {@code Seq2SeqTrainingArguments}. Two
 * defaults differ because its own suit T5 badly: the learning rate is 3e-4, not 5e-5 (T5's authors
 * and Hugging Face's T5 guide advise 1e-4 to 1e-3), and generated summaries are limited by the
 * target length, not to 20 tokens.
 */
public final class FineTuning {
  /** Passes over the training data. */
  public static final int DEFAULT_EPOCHS = 3;

  /** Examples that go through the network together. */
  public static final int DEFAULT_BATCH_SIZE = 8;

  /** The largest learning rate. */
  public static final double DEFAULT_LEARNING_RATE = 3e-4;

  /** Tokens of an article, with prefix and end token. */
  public static final int DEFAULT_MAX_SOURCE_LENGTH = 512;

  /** Tokens of a summary, with the end token. */
  public static final int DEFAULT_MAX_TARGET_LENGTH = 128;

  /** The gradient's norm, above which it is scaled down. */
  public static final double DEFAULT_MAX_GRADIENT_NORM = 1;

  /** The seed of the order of examples and of dropout. */
  public static final long DEFAULT_SEED = 42;

  private final Builder options;

  private FineTuning(Builder options) {
    this.options = options;
  }

  /**
   * Trains, evaluates after every epoch, and writes the model.
   *
   * <p>While it runs, the output directory holds the newest {@code checkpoint-<step>}; at the end
   * also the model itself.
   *
   * @throws CheckpointException if the model cannot be read, or the output not be written
   * @throws io.summarizer.data.DataException if the data cannot be read
   * @throws io.summarizer.text.TokenCacheException if the tokens of the data cannot be kept
   * @throws NonFiniteLossException if a loss or gradient is not finite; the last checkpoint stays
   * @throws DeviceException if the device that was asked for cannot be used, or not in the
   *     precision
   */
  public FineTuningResult run() {
    return new FineTuningRun(this).run();
  }

  /**
   * Writes the graph of a training step, forward, backward and optimizer, as an ONNX file to be
   * looked at (with Netron, say). The weights are its inputs, so the file is small.
   *
   * @throws CheckpointException if the model cannot be read
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void writeTrainingGraph(Path file) {
    new FineTuningRun(this).writeGraph(file);
  }

  /** The directory of the model to start from. */
  public Path model() {
    return options.model;
  }

  /** The examples to learn from. */
  public Dataset train() {
    return java.util.Objects.requireNonNull(options.train);
  }

  /** Where token ids are kept from run to run, if they are. */
  public Optional<Path> tokenCache() {
    return Optional.ofNullable(options.tokenCache);
  }

  /** The examples to evaluate on after every epoch, if any. */
  public Optional<Dataset> validation() {
    return Optional.ofNullable(options.validation);
  }

  /** Where checkpoints and the model go. */
  public Path outputDirectory() {
    return java.util.Objects.requireNonNull(options.outputDirectory);
  }

  /** Whether the output directory may hold files. */
  public boolean overwriteOutput() {
    return options.overwriteOutput;
  }

  /** Passes over the data; without meaning where {@link #steps} is set. */
  public int epochs() {
    return options.epochs == null ? DEFAULT_EPOCHS : options.epochs;
  }

  /** Optimizer steps, if the run is limited by them. */
  public Optional<Long> steps() {
    return Optional.ofNullable(options.steps);
  }

  /** Examples that go through the network together; without meaning where tokens are counted. */
  public int batchSize() {
    return options.batchSize == null ? DEFAULT_BATCH_SIZE : options.batchSize;
  }

  /** Which examples go through the network together. */
  public Batching batching() {
    return options.batching;
  }

  /** Batches that make one optimizer step. */
  public int gradientAccumulation() {
    return options.gradientAccumulation;
  }

  /** The largest learning rate. */
  public double learningRate() {
    return options.learningRate;
  }

  /** By how much of the learning rate parameters shrink at each step. */
  public double weightDecay() {
    return options.weightDecay;
  }

  /** Steps over which the learning rate rises from 0. */
  public int warmupSteps() {
    return options.warmupSteps;
  }

  /** The L2 norm to which a larger gradient is scaled; 0 for no limit. */
  public double maxGradientNorm() {
    return options.maxGradientNorm;
  }

  /** Tokens of an article beyond which it is cut. */
  public int maxSourceLength() {
    return options.maxSourceLength;
  }

  /** Tokens of a summary beyond which it is cut. */
  public int maxTargetLength() {
    return options.maxTargetLength;
  }

  /** What stands before every article, if it is not the model's own. */
  public Optional<String> prefix() {
    return Optional.ofNullable(options.prefix);
  }

  /** The dropout rate, if it is not the model's own. */
  public OptionalDouble dropout() {
    return options.dropout == null ? OptionalDouble.empty() : OptionalDouble.of(options.dropout);
  }

  /** Whether every epoch has an order of its own. */
  public boolean shuffle() {
    return options.shuffle;
  }

  /** The seed of order and dropout. */
  public long seed() {
    return options.seed;
  }

  /** Examples evaluated together. */
  public int evaluationBatchSize() {
    return options.evaluationBatchSize == null ? batchSize() : options.evaluationBatchSize;
  }

  /** Threads that share the work of one operator. */
  public int threads() {
    return options.threads;
  }

  /** Where the model is trained. */
  public Device device() {
    return options.device;
  }

  /** The numbers in which matrix products are computed. */
  public Precision precision() {
    return options.precision;
  }

  /** Optimizer steps that ONNX Runtime makes in one call. */
  public int stepsPerCall() {
    return options.stepsPerCall;
  }

  /** Who hears what happens. */
  public ImmutableList<TrainingListener> listeners() {
    return options.listeners;
  }

  /**
   * The options of a run; immutable: every setter returns a builder with the option changed, and
   * checks its value at once.
   */
  public static final class Builder implements Cloneable {
    private final Path model;
    private @Nullable Dataset train;
    private @Nullable Dataset validation;
    private @Nullable Path outputDirectory;
    private boolean overwriteOutput;
    private @Nullable Integer epochs;
    private @Nullable Long steps;
    private @Nullable Integer batchSize;
    private Batching batching = Batching.fixedSize();
    private @Nullable Path tokenCache;
    private int gradientAccumulation = 1;
    private double learningRate = DEFAULT_LEARNING_RATE;
    private double weightDecay;
    private int warmupSteps;
    private double maxGradientNorm = DEFAULT_MAX_GRADIENT_NORM;
    private int maxSourceLength = DEFAULT_MAX_SOURCE_LENGTH;
    private int maxTargetLength = DEFAULT_MAX_TARGET_LENGTH;
    private @Nullable String prefix;
    private @Nullable Double dropout;
    private boolean shuffle = true;
    private long seed = DEFAULT_SEED;
    private @Nullable Integer evaluationBatchSize;
    private int threads = Runtime.getRuntime().availableProcessors();
    private Device device = Device.auto();
    private Precision precision = Precision.AUTO;
    private int stepsPerCall = 1;
    private ImmutableList<TrainingListener> listeners = ImmutableList.of();

    Builder(Path model) {
      this.model = model;
    }

    /** The examples to learn from. Required. */
    public Builder train(Dataset train) {
      return with(b -> b.train = train);
    }

    /** The examples to evaluate on after every epoch. Default: no evaluation. */
    public Builder validation(Dataset validation) {
      return with(b -> b.validation = validation);
    }

    /**
     * The directory in which the token ids of the data are kept, so that other runs on the same
     * data with the same tokenizer and lengths need not tokenize again; see {@link
     * io.summarizer.text.TokenCache}. It grows with every change of these, and may be deleted.
     * Default: small data is tokenized into memory; for data of more than 16 million tokens a
     * directory {@code token-cache} in the output directory, which is deleted when the model is
     * complete.
     */
    public Builder tokenCache(Path tokenCache) {
      return with(b -> b.tokenCache = tokenCache);
    }

    /** Where checkpoints and the model go; empty or not there yet. Required. */
    public Builder outputDirectory(Path outputDirectory) {
      return with(b -> b.outputDirectory = outputDirectory);
    }

    /** Whether the output directory may hold files, which may be replaced. Default: false. */
    public Builder overwriteOutput(boolean overwriteOutput) {
      return with(b -> b.overwriteOutput = overwriteOutput);
    }

    /** Passes over the training data, 1 or more. Default: {@value #DEFAULT_EPOCHS}. */
    public Builder epochs(int epochs) {
      Options.atLeast("epochs", 1, epochs);
      return with(b -> b.epochs = epochs);
    }

    /** Optimizer steps after which the run ends, 1 or more, instead of {@link #epochs}. */
    public Builder steps(long steps) {
      Options.atLeast("steps", 1, steps);
      return with(b -> b.steps = steps);
    }

    /**
     * Examples that go through the network together, 1 or more. Default: {@value
     * #DEFAULT_BATCH_SIZE}.
     */
    public Builder batchSize(int batchSize) {
      Options.atLeast("batchSize", 1, batchSize);
      return with(b -> b.batchSize = batchSize);
    }

    /**
     * Which examples go through the network together. Default: {@link Batching#fixedSize}. With
     * {@link Batching#byTokens} there is no {@link #batchSize} to set.
     */
    public Builder batching(Batching batching) {
      return with(b -> b.batching = batching);
    }

    /**
     * Batches whose gradients make one optimizer step, 1 or more. Default: 1. The loss is the mean
     * over the label tokens of all of them, so that 8 x 1 and 1 x 8 are the same step.
     */
    public Builder gradientAccumulation(int gradientAccumulation) {
      Options.atLeast("gradientAccumulation", 1, gradientAccumulation);
      return with(b -> b.gradientAccumulation = gradientAccumulation);
    }

    /** The largest learning rate, above 0. Default: {@value #DEFAULT_LEARNING_RATE}. */
    public Builder learningRate(double learningRate) {
      Options.positive("learningRate", learningRate);
      return with(b -> b.learningRate = learningRate);
    }

    /**
     * By how much of the learning rate parameters shrink at each step, 0 or more. Default: 0. It
     * spares normalisations and position biases.
     */
    public Builder weightDecay(double weightDecay) {
      Options.notNegative("weightDecay", weightDecay);
      return with(b -> b.weightDecay = weightDecay);
    }

    /** Steps over which the learning rate rises from 0, 0 or more. Default: 0. */
    public Builder warmupSteps(int warmupSteps) {
      Options.atLeast("warmupSteps", 0, warmupSteps);
      return with(b -> b.warmupSteps = warmupSteps);
    }

    /**
     * The L2 norm to which a larger gradient is scaled, above 0; 0 for no limit. Default: {@value
     * #DEFAULT_MAX_GRADIENT_NORM}.
     */
    public Builder maxGradientNorm(double maxGradientNorm) {
      Options.notNegative("maxGradientNorm", maxGradientNorm);
      return with(b -> b.maxGradientNorm = maxGradientNorm);
    }

    /**
     * Tokens of an article, with prefix and end token, beyond which it is cut, 2 or more. Default:
     * {@value #DEFAULT_MAX_SOURCE_LENGTH}. How many are cut is reported.
     */
    public Builder maxSourceLength(int maxSourceLength) {
      Options.atLeast("maxSourceLength", 2, maxSourceLength);
      return with(b -> b.maxSourceLength = maxSourceLength);
    }

    /**
     * Tokens of a summary, with the end token, beyond which it is cut, 2 or more; also the limit of
     * generated summaries. Default: {@value #DEFAULT_MAX_TARGET_LENGTH}.
     */
    public Builder maxTargetLength(int maxTargetLength) {
      Options.atLeast("maxTargetLength", 2, maxTargetLength);
      return with(b -> b.maxTargetLength = maxTargetLength);
    }

    /** What stands before every article. Default: the model's own, else {@code "summarize: "}. */
    public Builder prefix(String prefix) {
      return with(b -> b.prefix = prefix);
    }

    /** The probability with which dropout zeroes an element, 0 to below 1. Default: the model's. */
    public Builder dropout(double dropout) {
      Options.fraction("dropout", dropout);
      return with(b -> b.dropout = dropout);
    }

    /** Whether every epoch has an order of its own. Default: true. */
    public Builder shuffle(boolean shuffle) {
      return with(b -> b.shuffle = shuffle);
    }

    /** The seed of order and dropout; any number. Default: {@value #DEFAULT_SEED}. */
    public Builder seed(long seed) {
      return with(b -> b.seed = seed);
    }

    /**
     * Examples evaluated together, 1 or more. Default: the batch size, or where tokens are counted
     * {@value #DEFAULT_BATCH_SIZE}.
     */
    public Builder evaluationBatchSize(int evaluationBatchSize) {
      Options.atLeast("evaluationBatchSize", 1, evaluationBatchSize);
      return with(b -> b.evaluationBatchSize = evaluationBatchSize);
    }

    /** Threads that share the work of one operator, 1 or more. Default: all processors. */
    public Builder threads(int threads) {
      Options.atLeast("threads", 1, threads);
      return with(b -> b.threads = threads);
    }

    /** Where the model is trained. Default: {@link Device#auto()}. */
    public Builder device(Device device) {
      return with(b -> b.device = device);
    }

    /**
     * The numbers in which matrix products are computed. Default: {@link Precision#AUTO}; that is
     * float32 on the CPU.
     */
    public Builder precision(Precision precision) {
      return with(b -> b.precision = precision);
    }

    /**
     * Optimizer steps that ONNX Runtime makes in one call, 1 or more. Default: 1. The results do
     * not depend on it. On a device with its own memory the parameters cross the bus once for each
     * call; on the CPU nothing is gained, and one more copy of the state is held.
     */
    public Builder stepsPerCall(int stepsPerCall) {
      Options.atLeast("stepsPerCall", 1, stepsPerCall);
      return with(b -> b.stepsPerCall = stepsPerCall);
    }

    /** Adds a listener. */
    public Builder listener(TrainingListener listener) {
      return with(
          b ->
              b.listeners =
                  ImmutableList.<TrainingListener>builder()
                      .addAll(b.listeners)
                      .add(listener)
                      .build());
    }

    /**
     * The run.
     *
     * @throws IllegalArgumentException if a required option is missing or two contradict each other
     */
    public FineTuning build() {
      Options.required("train", train);
      Options.required("outputDirectory", outputDirectory);
      if (epochs != null && steps != null) {
        throw new IllegalArgumentException(
            "epochs and steps: expected one of them, got epochs " + epochs + " and steps " + steps);
      }
      if (steps != null && warmupSteps > steps) {
        throw new IllegalArgumentException(
            "warmupSteps: expected at most steps, " + steps + ", got " + warmupSteps);
      }
      if (batchSize != null && batching.policy() == Batching.Policy.TOKEN_BUDGET) {
        throw new IllegalArgumentException(
            "batchSize and batchTokens: expected one of them, got batchSize "
                + batchSize
                + " and batchTokens "
                + batching.batchTokens());
      }
      if (!shuffle && batching.policy() != Batching.Policy.FIXED_SIZE) {
        throw new IllegalArgumentException(
            "shuffle: expected true, since batching by length changes the order, got false");
      }
      return new FineTuning(this);
    }

    /** Builds and runs, see {@link FineTuning#run}. */
    public FineTuningResult run() {
      return build().run();
    }

    private Builder with(java.util.function.Consumer<Builder> change) {
      try {
        Builder copy = (Builder) clone();
        change.accept(copy);
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
