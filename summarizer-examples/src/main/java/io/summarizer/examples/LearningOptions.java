package io.summarizer.examples;

import com.google.common.base.Splitter;
import io.summarizer.Batching;
import io.summarizer.FineTuning;
import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a model is trained, and how it learns. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LearningOptions {
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
          "Puts as many examples of similar length into a batch as N tokens hold, padding and both sides included; instead of --batch-size.")
  private @Nullable Integer batchTokens;

  @Option(
      names = "--gradient-accumulation",
      paramLabel = "N",
      description = "Batches whose gradients make one optimizer step. Default: 1.")
  private @Nullable Integer gradientAccumulation;

  @Option(names = "--no-shuffle", description = "Keeps the order of the training data.")
  private boolean noShuffle;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "The seed of the order and of dropout. Default: " + FineTuning.DEFAULT_SEED + ".")
  private @Nullable Long seed;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "The largest learning rate. Default: " + FineTuning.DEFAULT_LEARNING_RATE + ".")
  private @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "How the learning rate goes on after the warm-up: constant, linear, cosine,"
              + " cosine-with-restarts=N (N cycles), polynomial=P (P its power) or inverse-sqrt."
              + " Default: linear.")
  private @Nullable String schedule;

  @Option(
      names = "--warmup-steps",
      paramLabel = "N",
      description = "Steps over which the learning rate rises from 0. Default: 0.")
  private @Nullable Integer warmupSteps;

  @Option(
      names = "--warmup-ratio",
      paramLabel = "X",
      description =
          "The share of all steps over which the learning rate rises from 0, instead of --warmup-steps.")
  private @Nullable Double warmupRatio;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description =
          "adamw, or adafactor, which needs a third of its memory; T5's authors used that with"
              + " --schedule constant --learning-rate 1e-3. Default: adamw.")
  private @Nullable String optimizer;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "By how much of the learning rate parameters shrink at each step. Default: 0.")
  private @Nullable Double weightDecay;

  @Option(
      names = "--max-gradient-norm",
      paramLabel = "X",
      description =
          "The norm to which a larger gradient is scaled; 0 for no limit. Default: "
              + FineTuning.DEFAULT_MAX_GRADIENT_NORM
              + ".")
  private @Nullable Double maxGradientNorm;

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      description =
          "The share of each label's weight that is spread over the vocabulary. Default: 0.")
  private @Nullable Double labelSmoothing;

  @Option(
      names = "--freeze",
      paramLabel = "PART",
      split = ",",
      description = "Parts that are not trained: encoder, decoder, embedding. Default: none.")
  private @Nullable List<String> freeze;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description = "The dropout rate. Default: the model's own.")
  private @Nullable Double dropout;

  /** Sets what was given; the library knows the defaults of the rest. */
  FineTuning.Builder applyTo(FineTuning.Builder builder) {
    FineTuning.Builder options = builder;
    options = Given.set(options, epochs, FineTuning.Builder::epochs);
    options = Given.set(options, steps, FineTuning.Builder::steps);
    options = Given.set(options, batchSize, FineTuning.Builder::batchSize);
    options = Given.set(options, batching(), FineTuning.Builder::batching);
    options = Given.set(options, gradientAccumulation, FineTuning.Builder::gradientAccumulation);
    options = Given.set(options, seed, FineTuning.Builder::seed);
    options = Given.set(options, learningRate, FineTuning.Builder::learningRate);
    options = Given.set(options, schedule(), FineTuning.Builder::schedule);
    options = Given.set(options, optimizer(), FineTuning.Builder::optimizer);
    options = Given.set(options, labelSmoothing, FineTuning.Builder::labelSmoothing);
    options = Given.set(options, frozen(), FineTuning.Builder::freeze);
    options = Given.set(options, warmupSteps, FineTuning.Builder::warmupSteps);
    options = Given.set(options, warmupRatio, FineTuning.Builder::warmupRatio);
    options = Given.set(options, weightDecay, FineTuning.Builder::weightDecay);
    options = Given.set(options, maxGradientNorm, FineTuning.Builder::maxGradientNorm);
    options = Given.set(options, dropout, FineTuning.Builder::dropout);
    return noShuffle ? options.shuffle(false) : options;
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

  private @Nullable Schedule schedule() {
    if (schedule == null) {
      return null;
    }
    List<String> parts = Splitter.on('=').limit(2).splitToList(schedule);
    return parts.size() == 1 ? named(schedule) : numbered(parts.get(0), parts.get(1));
  }

  private static Schedule named(String name) {
    return switch (name) {
      case "constant" -> Schedule.constant();
      case "linear" -> Schedule.linear();
      case "cosine" -> Schedule.cosine();
      case "cosine-with-restarts" -> Schedule.cosineWithRestarts(2);
      case "polynomial" -> Schedule.polynomial(1);
      case "inverse-sqrt" -> Schedule.inverseSqrt();
      default -> throw unknownSchedule(name);
    };
  }

  private static Schedule numbered(String name, String number) {
    try {
      return switch (name) {
        case "cosine-with-restarts" -> Schedule.cosineWithRestarts(Integer.parseInt(number));
        case "polynomial" -> Schedule.polynomial(Double.parseDouble(number));
        default -> throw unknownSchedule(name + "=" + number);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "schedule: expected N to be a whole number and P a number, got " + name + "=" + number,
          e);
    }
  }

  private static IllegalArgumentException unknownSchedule(String got) {
    return new IllegalArgumentException(
        "schedule: expected constant, linear, cosine, cosine-with-restarts=N, polynomial=P or"
            + " inverse-sqrt, got "
            + got);
  }

  private @Nullable Optimizer optimizer() {
    if (optimizer == null) {
      return null;
    }
    return switch (optimizer) {
      case "adamw" -> Optimizer.adamW();
      case "adafactor" -> Optimizer.adafactor();
      default ->
          throw new IllegalArgumentException(
              "optimizer: expected adamw or adafactor, got " + optimizer);
    };
  }

  private ModelPart @Nullable [] frozen() {
    return freeze == null
        ? null
        : freeze.stream().map(LearningOptions::part).toArray(ModelPart[]::new);
  }

  private static ModelPart part(String name) {
    return switch (name) {
      case "encoder" -> ModelPart.ENCODER;
      case "decoder" -> ModelPart.DECODER;
      case "embedding" -> ModelPart.EMBEDDING;
      default ->
          throw new IllegalArgumentException(
              "freeze: expected encoder, decoder or embedding, got " + name);
    };
  }
}
