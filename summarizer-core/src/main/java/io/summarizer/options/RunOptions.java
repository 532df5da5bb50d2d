package io.summarizer.options;

import static io.summarizer.options.Checks.atLeast;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.summarizer.Batching;
import io.summarizer.Cadence;
import io.summarizer.Device;
import io.summarizer.EarlyStopping;
import io.summarizer.FineTuning;
import io.summarizer.GenerationOptions;
import io.summarizer.Metric;
import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.Precision;
import io.summarizer.Schedule;
import io.summarizer.TrainingControl;
import io.summarizer.TrainingListener;
import io.summarizer.data.Dataset;
import io.summarizer.gpu.ThermalLimits;
import java.nio.file.Path;

/** The options of a fine-tuning run; what each means stands at its setter. */
public final class RunOptions {
  // ---- model and data
  public static final Option<Path> MODEL = Option.unset("model");
  public static final Option<Dataset> TRAIN = Option.unset("train");
  public static final Option<Dataset> VALIDATION = Option.unset("validation");
  public static final Option<Path> TOKEN_CACHE = Option.unset("tokenCache");
  public static final Option<String> PREFIX = Option.<String>unset("prefix").placing();
  public static final Option<Integer> MAX_SOURCE_LENGTH =
      Option.of("maxSourceLength", FineTuning.DEFAULT_MAX_SOURCE_LENGTH, least(2)).placing();
  public static final Option<Integer> MAX_TARGET_LENGTH =
      Option.of("maxTargetLength", FineTuning.DEFAULT_MAX_TARGET_LENGTH, least(2)).placing();

  // ---- how long, and in which order
  public static final Option<Integer> EPOCHS =
      Option.of("epochs", FineTuning.DEFAULT_EPOCHS, least(1));
  public static final Option<Long> STEPS =
      Option.unset("steps", (name, value) -> atLeast(name, 1, value));
  public static final Option<Integer> BATCH_SIZE =
      Option.of("batchSize", FineTuning.DEFAULT_BATCH_SIZE, least(1)).placing();
  public static final Option<Batching> BATCHING =
      Option.of("batching", Batching.fixedSize()).placing();
  public static final Option<Integer> GRADIENT_ACCUMULATION =
      Option.of("gradientAccumulation", 1, least(1)).placing();
  public static final Option<Boolean> SHUFFLE = Option.of("shuffle", true).placing();
  public static final Option<Long> SEED = Option.of("seed", FineTuning.DEFAULT_SEED).placing();

  // ---- how it learns
  public static final Option<Double> LEARNING_RATE =
      Option.of("learningRate", FineTuning.DEFAULT_LEARNING_RATE, Checks::positive);
  public static final Option<Schedule> SCHEDULE = Option.of("schedule", Schedule.linear());
  public static final Option<Integer> WARMUP_STEPS = Option.of("warmupSteps", 0, least(0));
  public static final Option<Double> WARMUP_RATIO = Option.unset("warmupRatio", Checks::fraction);
  public static final Option<Optimizer> OPTIMIZER = Option.of("optimizer", Optimizer.adamW());
  public static final Option<Double> WEIGHT_DECAY =
      Option.of("weightDecay", 0.0, Checks::notNegative);
  public static final Option<Double> MAX_GRADIENT_NORM =
      Option.of(
          "maxGradientNorm", (double) FineTuning.DEFAULT_MAX_GRADIENT_NORM, Checks::notNegative);
  public static final Option<Double> LABEL_SMOOTHING =
      Option.of("labelSmoothing", 0.0, Checks::fraction);
  public static final Option<ImmutableSet<ModelPart>> FREEZE =
      Option.of("freeze", ImmutableSet.of(), RunOptions::leavesAPart);
  public static final Option<Double> DROPOUT = Option.unset("dropout", Checks::fraction);

  // ---- evaluation
  public static final Option<Cadence> EVALUATE_EVERY = Option.of("evaluateEvery", Cadence.epochs());
  public static final Option<Integer> EVALUATION_BATCH_SIZE =
      Option.unset("evaluationBatchSize", least(1));
  public static final Option<Integer> EVALUATION_LIMIT = Option.unset("evaluationLimit", least(1));
  public static final Option<Boolean> GENERATE_IN_EVALUATION =
      Option.of("generateInEvaluation", true);
  public static final Option<GenerationOptions> GENERATION = Option.unset("generation");
  public static final Option<Integer> EVALUATION_SAMPLES =
      Option.of("evaluationSamples", FineTuning.DEFAULT_EVALUATION_SAMPLES, least(0));
  public static final Option<Metric> BEST_METRIC = Option.of("bestMetric", Metric.LOSS);
  public static final Option<EarlyStopping> EARLY_STOPPING = Option.unset("earlyStopping");

  // ---- checkpoints
  public static final Option<Path> OUTPUT_DIRECTORY = Option.unset("outputDirectory");
  public static final Option<Boolean> OVERWRITE_OUTPUT = Option.of("overwriteOutput", false);
  public static final Option<Cadence> SAVE_EVERY = Option.of("saveEvery", Cadence.epochs());
  public static final Option<Integer> SAVE_LIMIT =
      Option.of("saveLimit", FineTuning.DEFAULT_SAVE_LIMIT, least(1));
  public static final Option<Boolean> LOAD_BEST_AT_END = Option.of("loadBestAtEnd", false);
  public static final Option<Boolean> RESUME = Option.of("resume", false);
  public static final Option<Integer> ROLL_BACKS = Option.of("rollBacks", 0, least(0));

  // ---- machine
  public static final Option<Device> DEVICE = Option.of("device", Device.auto());
  public static final Option<Precision> PRECISION = Option.of("precision", Precision.AUTO);
  public static final Option<Boolean> RECOMPUTATION = Option.of("recomputation", false);
  public static final Option<Boolean> FIT_BATCH_TO_MEMORY = Option.of("fitBatchToMemory", false);
  public static final Option<Integer> THREADS =
      Option.of("threads", Runtime.getRuntime().availableProcessors(), least(1));
  public static final Option<Integer> STEPS_PER_CALL = Option.unset("stepsPerCall", least(1));
  public static final Option<ThermalLimits> THERMAL_LIMITS =
      Option.of("thermalLimits", ThermalLimits.DEFAULT);

  // ---- who watches
  public static final Option<Cadence> LOG_EVERY =
      Option.of("logEvery", Cadence.steps(FineTuning.DEFAULT_LOG_STEPS));
  public static final Option<Boolean> REPORTS = Option.of("reports", true);
  public static final Option<TrainingControl> CONTROL = Option.unset("control");
  public static final Option<ImmutableList<TrainingListener>> LISTENERS =
      Option.of("listeners", ImmutableList.of());

  /** Those that can be written down, in the order in which they are read. */
  public static final ImmutableList<Option<?>> ALL =
      ImmutableList.of(
          MODEL,
          TRAIN,
          VALIDATION,
          TOKEN_CACHE,
          PREFIX,
          MAX_SOURCE_LENGTH,
          MAX_TARGET_LENGTH,
          EPOCHS,
          STEPS,
          BATCH_SIZE,
          BATCHING,
          GRADIENT_ACCUMULATION,
          SHUFFLE,
          SEED,
          LEARNING_RATE,
          SCHEDULE,
          WARMUP_STEPS,
          WARMUP_RATIO,
          OPTIMIZER,
          WEIGHT_DECAY,
          MAX_GRADIENT_NORM,
          LABEL_SMOOTHING,
          FREEZE,
          DROPOUT,
          EVALUATE_EVERY,
          EVALUATION_BATCH_SIZE,
          EVALUATION_LIMIT,
          GENERATE_IN_EVALUATION,
          GENERATION,
          EVALUATION_SAMPLES,
          BEST_METRIC,
          EARLY_STOPPING,
          OUTPUT_DIRECTORY,
          OVERWRITE_OUTPUT,
          SAVE_EVERY,
          SAVE_LIMIT,
          LOAD_BEST_AT_END,
          RESUME,
          ROLL_BACKS,
          DEVICE,
          PRECISION,
          RECOMPUTATION,
          FIT_BATCH_TO_MEMORY,
          THREADS,
          STEPS_PER_CALL,
          THERMAL_LIMITS,
          LOG_EVERY,
          REPORTS);

  private RunOptions() {}

  private static Option.Check<Integer> least(int least) {
    return (name, value) -> atLeast(name, least, value);
  }

  private static void leavesAPart(String name, ImmutableSet<ModelPart> frozen) {
    if (frozen.size() == ModelPart.values().length) {
      throw new IllegalArgumentException(
          name + ": expected a part of the model left to train, got " + frozen);
    }
  }
}
