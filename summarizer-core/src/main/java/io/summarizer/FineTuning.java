package io.summarizer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.summarizer.data.Dataset;
import io.summarizer.gpu.ThermalLimits;
import io.summarizer.options.Combinations;
import io.summarizer.options.Option;
import io.summarizer.options.OptionSet;
import io.summarizer.options.RunOptions;
import io.summarizer.train.FineTuningRun;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A fine-tuning run, completely described: what {@link Summarizer#fineTune} builds. Immutable and
 * safe for use by several threads; of two runs at a time in one output directory, in this process
 * or another, the second is refused.
 *
 * <p>The names and meanings are those of Hugging Face's {@code Seq2SeqTrainingArguments}; {@code
 * docs/training.md} has a table of both. Some defaults differ because its own suit T5 badly: the
 * learning rate is 3e-4, not 5e-5 (T5's authors and Hugging Face's T5 guide advise 1e-4 to 1e-3),
 * generated summaries are limited by the target length, not to 20 tokens, and a run is evaluated
 * and saved after every epoch, where Hugging Face evaluates never.
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

  /** Generated summaries that an evaluation keeps. */
  public static final int DEFAULT_EVALUATION_SAMPLES = 4;

  /** Checkpoints that are kept. */
  public static final int DEFAULT_SAVE_LIMIT = 3;

  /** Optimizer steps in a call of ONNX Runtime on a GPU. */
  public static final int DEFAULT_GPU_STEPS_PER_CALL = 20;

  /** Optimizer steps between two logs. */
  public static final int DEFAULT_LOG_STEPS = 10;

  private final OptionSet options;

  private FineTuning(OptionSet options) {
    this.options = options;
  }

  /**
   * Trains, evaluates and saves as its options say, and writes the model.
   *
   * <p>While it runs, the output directory holds its {@code checkpoint-<step>}; at the end also the
   * model itself. A run that was killed is gone on with by {@link Builder#resume}.
   *
   * @throws CheckpointException if the model cannot be read, or the output not be written
   * @throws io.summarizer.data.DataException if the data cannot be read
   * @throws io.summarizer.error.SummarizerException if the tokens of the data cannot be kept
   * @throws NonFiniteLossException if a loss or gradient is not finite; the checkpoints stay
   * @throws DeviceException if the device that was asked for cannot be used, or not in the
   *     precision
   * @throws InsufficientMemoryException if a step with the longest examples does not fit the memory
   * @throws TrainingInterruptedException if the thread is interrupted; the run has been saved if it
   *     had begun, and the thread's interrupt status is set. An interrupt after the last step comes
   *     too late: the model is made, and the status stays set
   */
  @CanIgnoreReturnValue
  public FineTuningResult run() {
    return new FineTuningRun(options).run();
  }

  /**
   * Finds out what the run would do and need: steps, memory, time, disk. Tokenizes the data and
   * makes a few steps that are thrown away; trains nothing and writes nothing but the token cache,
   * if there is one.
   *
   * @throws CheckpointException if the model cannot be read
   * @throws io.summarizer.data.DataException if the data cannot be read
   * @throws DeviceException if the device that was asked for cannot be used
   * @throws InsufficientMemoryException if a step with the longest examples does not fit the memory
   */
  public Forecast plan() {
    return new FineTuningRun(options).forecast();
  }

  /**
   * Writes the graph of a training step, forward, backward and optimizer, as an ONNX file to be
   * looked at (with Netron, say). The weights are its inputs, so the file is small. With AdamW on
   * the CPU it ends with the gradients: there Java updates the parameters in place.
   *
   * @throws CheckpointException if the model cannot be read
   * @throws io.summarizer.error.SummarizerException if the file cannot be written
   */
  public void writeTrainingGraph(Path file) {
    new FineTuningRun(options).writeGraph(file);
  }

  /** Every option's value, set or default, by the name of its setter. */
  public Map<String, String> settings() {
    return options.texts(RunOptions.ALL);
  }

  OptionSet options() {
    return options;
  }

  /**
   * The options of a run; immutable: every setter returns a builder with the option changed, and
   * checks its value at once.
   */
  public static final class Builder {
    private final OptionSet options;

    Builder(Path model) {
      this(OptionSet.EMPTY.with(RunOptions.MODEL, model));
    }

    private Builder(OptionSet options) {
      this.options = options;
    }

    private <T> Builder with(Option<T> option, T value) {
      return new Builder(options.with(option, value));
    }

    // ---- data

    /** The examples to learn from. Required. */
    public Builder train(Dataset train) {
      return with(RunOptions.TRAIN, train);
    }

    /** The examples to evaluate on. Default: no evaluation. */
    public Builder validation(Dataset validation) {
      return with(RunOptions.VALIDATION, validation);
    }

    /**
     * The directory in which the token ids of the data are kept, so that other runs on the same
     * data with the same tokenizer and lengths need not tokenize again. It grows with every change
     * of these, and may be deleted. Default: small data is tokenized into memory; for data of more
     * than 16 million tokens a directory {@code token-cache} in the output directory, which is
     * deleted when the model is complete.
     */
    public Builder tokenCache(Path tokenCache) {
      return with(RunOptions.TOKEN_CACHE, tokenCache);
    }

    /** What stands before every article. Default: the model's own, else {@code "summarize: "}. */
    public Builder prefix(String prefix) {
      return with(RunOptions.PREFIX, prefix);
    }

    /**
     * Tokens of an article, with prefix and end token, beyond which it is cut, 2 or more. Default:
     * {@value #DEFAULT_MAX_SOURCE_LENGTH}. How many are cut is reported.
     */
    public Builder maxSourceLength(int maxSourceLength) {
      return with(RunOptions.MAX_SOURCE_LENGTH, maxSourceLength);
    }

    /**
     * Tokens of a summary, with the end token, beyond which it is cut, 2 or more; also the limit of
     * generated summaries. Default: {@value #DEFAULT_MAX_TARGET_LENGTH}.
     */
    public Builder maxTargetLength(int maxTargetLength) {
      return with(RunOptions.MAX_TARGET_LENGTH, maxTargetLength);
    }

    // ---- how long, and in which order

    /** Passes over the training data, 1 or more. Default: {@value #DEFAULT_EPOCHS}. */
    public Builder epochs(int epochs) {
      return with(RunOptions.EPOCHS, epochs);
    }

    /** Optimizer steps after which the run ends, 1 or more, instead of {@link #epochs}. */
    public Builder steps(long steps) {
      return with(RunOptions.STEPS, steps);
    }

    /**
     * Examples that go through the network together, 1 or more. Default: {@value
     * #DEFAULT_BATCH_SIZE}.
     */
    public Builder batchSize(int batchSize) {
      return with(RunOptions.BATCH_SIZE, batchSize);
    }

    /**
     * Which examples go through the network together. Default: {@link Batching#fixedSize}. With
     * {@link Batching#byTokens} there is no {@link #batchSize} to set.
     */
    public Builder batching(Batching batching) {
      return with(RunOptions.BATCHING, batching);
    }

    /**
     * Batches whose gradients make one optimizer step, 1 or more. Default: 1. The loss is the mean
     * over the label tokens of all of them, so that 8 x 1 and 1 x 8 are the same step.
     */
    public Builder gradientAccumulation(int gradientAccumulation) {
      return with(RunOptions.GRADIENT_ACCUMULATION, gradientAccumulation);
    }

    /** Whether every epoch has an order of its own. Default: true. */
    public Builder shuffle(boolean shuffle) {
      return with(RunOptions.SHUFFLE, shuffle);
    }

    /** The seed of order and dropout; any number. Default: {@value #DEFAULT_SEED}. */
    public Builder seed(long seed) {
      return with(RunOptions.SEED, seed);
    }

    // ---- how it learns

    /** The largest learning rate, above 0. Default: {@value #DEFAULT_LEARNING_RATE}. */
    public Builder learningRate(double learningRate) {
      return with(RunOptions.LEARNING_RATE, learningRate);
    }

    /** How the learning rate goes from step to step. Default: {@link Schedule#linear}. */
    public Builder schedule(Schedule schedule) {
      return with(RunOptions.SCHEDULE, schedule);
    }

    /** Steps over which the learning rate rises from 0, 0 or more. Default: 0. */
    public Builder warmupSteps(int warmupSteps) {
      return with(RunOptions.WARMUP_STEPS, warmupSteps);
    }

    /**
     * The share of all steps over which the learning rate rises from 0, 0 to below 1, rounded up to
     * a step; instead of {@link #warmupSteps}.
     */
    public Builder warmupRatio(double warmupRatio) {
      return with(RunOptions.WARMUP_RATIO, warmupRatio);
    }

    /**
     * How gradients change parameters. Default: {@link Optimizer#adamW}. T5's authors used {@link
     * Optimizer#adafactor} at a constant rate of 1e-3, which needs a third of the memory.
     */
    public Builder optimizer(Optimizer optimizer) {
      return with(RunOptions.OPTIMIZER, optimizer);
    }

    /**
     * By how much of the learning rate parameters shrink at each step, 0 or more. Default: 0. It
     * spares normalisations and position biases.
     */
    public Builder weightDecay(double weightDecay) {
      return with(RunOptions.WEIGHT_DECAY, weightDecay);
    }

    /**
     * The L2 norm to which a larger gradient is scaled, above 0; 0 for no limit. Default: {@value
     * #DEFAULT_MAX_GRADIENT_NORM}.
     */
    public Builder maxGradientNorm(double maxGradientNorm) {
      return with(RunOptions.MAX_GRADIENT_NORM, maxGradientNorm);
    }

    /**
     * The share of each label's weight that is spread over the vocabulary, 0 to below 1. Default:
     * 0. The loss of steps and logs is the smoothed one, that of evaluations is not.
     */
    public Builder labelSmoothing(double labelSmoothing) {
      return with(RunOptions.LABEL_SMOOTHING, labelSmoothing);
    }

    /**
     * The parts of the model that are kept as they are; they need neither gradients nor optimizer
     * state. Default: none.
     */
    public Builder freeze(ModelPart... parts) {
      return with(RunOptions.FREEZE, Sets.immutableEnumSet(Arrays.asList(parts)));
    }

    /** The probability with which dropout zeroes an element, 0 to below 1. Default: the model's. */
    public Builder dropout(double dropout) {
      return with(RunOptions.DROPOUT, dropout);
    }

    // ---- evaluation

    /** How often the validation data is evaluated. Default: {@link Cadence#epochs}. */
    public Builder evaluateEvery(Cadence evaluateEvery) {
      return with(RunOptions.EVALUATE_EVERY, evaluateEvery);
    }

    /**
     * Examples evaluated together, 1 or more. Default: the batch size, or where tokens are counted
     * {@value #DEFAULT_BATCH_SIZE}.
     */
    public Builder evaluationBatchSize(int evaluationBatchSize) {
      return with(RunOptions.EVALUATION_BATCH_SIZE, evaluationBatchSize);
    }

    /** How many of the validation examples are used, the first ones, 1 or more. Default: all. */
    public Builder evaluationLimit(int evaluationLimit) {
      return with(RunOptions.EVALUATION_LIMIT, evaluationLimit);
    }

    /**
     * Whether an evaluation generates summaries and measures ROUGE, besides the loss. Default: true
     * (Hugging Face's {@code predict_with_generate}: false).
     */
    public Builder generateInEvaluation(boolean generateInEvaluation) {
      return with(RunOptions.GENERATE_IN_EVALUATION, generateInEvaluation);
    }

    /**
     * How evaluations, and later the fine-tuned model by itself, search for summaries. Default:
     * evaluations are greedy; the model keeps the options of the one it was made of. In both cases
     * a summary has at most {@link #maxTargetLength} tokens.
     */
    public Builder generation(GenerationOptions generation) {
      return with(RunOptions.GENERATION, generation);
    }

    /**
     * Generated summaries that an evaluation keeps for the reports, always of the same examples, 0
     * or more. Default: {@value #DEFAULT_EVALUATION_SAMPLES}.
     */
    public Builder evaluationSamples(int evaluationSamples) {
      return with(RunOptions.EVALUATION_SAMPLES, evaluationSamples);
    }

    /** By what evaluations are compared. Default: {@link Metric#LOSS}. */
    public Builder bestMetric(Metric bestMetric) {
      return with(RunOptions.BEST_METRIC, bestMetric);
    }

    /** When the run ends early because it no longer gets better. Default: it does not. */
    public Builder earlyStopping(EarlyStopping earlyStopping) {
      return with(RunOptions.EARLY_STOPPING, earlyStopping);
    }

    // ---- checkpoints

    /** Where checkpoints and the model go; empty or not there yet. Required. */
    public Builder outputDirectory(Path outputDirectory) {
      return with(RunOptions.OUTPUT_DIRECTORY, outputDirectory);
    }

    /** Whether the output directory may hold files, which may be replaced. Default: false. */
    public Builder overwriteOutput(boolean overwriteOutput) {
      return with(RunOptions.OVERWRITE_OUTPUT, overwriteOutput);
    }

    /**
     * How often a checkpoint is saved. Default: {@link Cadence#epochs}. Where {@link
     * #loadBestAtEnd} is set, each evaluation that is the best so far is saved too, and the end of
     * a run always is, unless this is {@link Cadence#never}.
     */
    public Builder saveEvery(Cadence saveEvery) {
      return with(RunOptions.SAVE_EVERY, saveEvery);
    }

    /**
     * How many checkpoints are kept, 1 or more. Default: {@value #DEFAULT_SAVE_LIMIT}. The best is
     * one of them and never deleted, nor is the newest, so that there may be two where the limit is
     * 1. With AdamW each takes three times the bytes of the parameters, with Adafactor hardly more
     * than once.
     */
    public Builder saveLimit(int saveLimit) {
      return with(RunOptions.SAVE_LIMIT, saveLimit);
    }

    /**
     * Whether the model is that of the best evaluation by {@link #bestMetric}, rather than of the
     * last step. Default: false, as in Hugging Face's Trainer.
     */
    public Builder loadBestAtEnd(boolean loadBestAtEnd) {
      return with(RunOptions.LOAD_BEST_AT_END, loadBestAtEnd);
    }

    /**
     * Whether to go on with the newest whole checkpoint in the output directory, if there is one.
     * Default: false. On the CPU the run ends with the very parameters that it would have had
     * without a break. Nothing is read again to find the place in the data.
     *
     * <p>The data and what its order depends on must be the same; other options may be changed and
     * count from then on. A damaged checkpoint is passed over with a warning.
     */
    public Builder resume(boolean resume) {
      return with(RunOptions.RESUME, resume);
    }

    /**
     * How often the run may go back to its last checkpoint when a step's loss or gradient is not
     * finite, 0 or more; it then leaves out that step's examples. Default: 0, the run ends.
     */
    public Builder rollBacks(int rollBacks) {
      return with(RunOptions.ROLL_BACKS, rollBacks);
    }

    // ---- machine

    /** Where the model is trained. Default: {@link Device#auto()}. */
    public Builder device(Device device) {
      return with(RunOptions.DEVICE, device);
    }

    /**
     * The numbers in which matrix products are computed. Default: {@link Precision#AUTO}; that is
     * float32 on the CPU.
     */
    public Builder precision(Precision precision) {
      return with(RunOptions.PRECISION, precision);
    }

    /**
     * Whether the backward pass computes the inside of each block of the network a second time
     * instead of keeping it: less memory, more time, the same numbers. Default: false. Hugging
     * Face's {@code gradient_checkpointing}.
     */
    public Builder recomputation(boolean recomputation) {
      return with(RunOptions.RECOMPUTATION, recomputation);
    }

    /**
     * Whether batches that do not fit the memory are split into smaller ones, of which the same
     * steps are made. Default: false, a run that does not fit ends before its first step. Without
     * effect where tokens are counted.
     */
    public Builder fitBatchToMemory(boolean fitBatchToMemory) {
      return with(RunOptions.FIT_BATCH_TO_MEMORY, fitBatchToMemory);
    }

    /** Threads that share the work of one operator, 1 or more. Default: all processors. */
    public Builder threads(int threads) {
      return with(RunOptions.THREADS, threads);
    }

    /**
     * Optimizer steps that ONNX Runtime makes in one call at most, 1 or more; a call ends with an
     * epoch, and where an evaluation or a checkpoint is due. The results do not depend on it.
     * Default: {@value #DEFAULT_GPU_STEPS_PER_CALL} on a GPU, where the parameters cross the bus
     * once for each call; 1 on the CPU, where nothing would be gained, and one more copy of the
     * state held. A run can be stopped and paused between calls.
     */
    public Builder stepsPerCall(int stepsPerCall) {
      return with(RunOptions.STEPS_PER_CALL, stepsPerCall);
    }

    /**
     * The temperatures of a GPU at which training pauses and goes on. Default: {@link
     * ThermalLimits#DEFAULT}.
     */
    public Builder thermalLimits(ThermalLimits thermalLimits) {
      return with(RunOptions.THERMAL_LIMITS, thermalLimits);
    }

    // ---- who watches

    /** How often a log is made of the steps before. Default: every {@value #DEFAULT_LOG_STEPS}. */
    public Builder logEvery(Cadence logEvery) {
      return with(RunOptions.LOG_EVERY, logEvery);
    }

    /**
     * Whether the output directory gets {@code metrics.jsonl}, {@code report.html} and the event
     * files of TensorBoard in {@code tensorboard}. Default: true.
     */
    public Builder reports(boolean reports) {
      return with(RunOptions.REPORTS, reports);
    }

    /** With what other threads stop, pause and save the run. Default: nothing. */
    public Builder control(TrainingControl control) {
      return with(RunOptions.CONTROL, control);
    }

    /** Adds a listener. */
    public Builder listener(TrainingListener listener) {
      return with(
          RunOptions.LISTENERS,
          ImmutableList.<TrainingListener>builder()
              .addAll(options.get(RunOptions.LISTENERS))
              .add(listener)
              .build());
    }

    /**
     * The run.
     *
     * @throws IllegalArgumentException if a required option is missing or two contradict each other
     */
    public FineTuning build() {
      Combinations.check(options);
      options.get(RunOptions.SCHEDULE).checkPeak(options.get(RunOptions.LEARNING_RATE));
      if (options.get(RunOptions.OPTIMIZER) instanceof Adafactor adafactor
          && options.has(RunOptions.LEARNING_RATE)) {
        adafactor.checkLearningRate(options.get(RunOptions.LEARNING_RATE));
      }
      return new FineTuning(options);
    }

    /** Builds and runs, see {@link FineTuning#run}. */
    @CanIgnoreReturnValue
    public FineTuningResult run() {
      return build().run();
    }
  }
}
