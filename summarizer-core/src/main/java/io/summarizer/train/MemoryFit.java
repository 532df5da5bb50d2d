package io.summarizer.train;

import static io.summarizer.options.RunOptions.*;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.Batching;
import io.summarizer.InsufficientMemoryException;
import io.summarizer.MemoryEstimate;
import io.summarizer.model.Checkpoint;
import io.summarizer.network.Arithmetic;
import io.summarizer.options.OptionSet;
import io.summarizer.runtime.AvailableMemory;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedDataset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out before the first step whether a run has the memory it needs: by an estimate, and where
 * that comes near the limit, or on a device whose memory Java cannot see, by a step with the
 * longest examples that is taken back. Where it is allowed, smaller batches that make the same
 * steps are tried.
 *
 * @param checkpoint whose network is trained
 * @param onCpu whether the CPU trains, whose free memory is known
 */
record MemoryFit(
    Checkpoint checkpoint,
    Arithmetic arithmetic,
    TokenizedDataset data,
    Lengths lengths,
    boolean onCpu) {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryFit.class);

  /** Above this share of the free memory an estimate is not enough. */
  private static final double NEAR = 0.5;

  /** A stepper, and the options whose batches fit it. */
  record Fitted(Stepper stepper, OptionSet options) {}

  /** What the largest step needs. */
  MemoryEstimate estimate(OptionSet options) {
    return estimator(options).estimate(rows(options), lengths.longestSource(), longestTarget());
  }

  /**
   * Makes the stepper of a run.
   *
   * @throws InsufficientMemoryException if there is too little memory
   */
  Fitted open(OptionSet wanted, long totalSteps, SessionOptions session) {
    OptionSet options = wanted;
    while (true) {
      Optional<OptionSet> smaller = smaller(options);
      Optional<String> shortage = shortage(options);
      if (shortage.isEmpty()) {
        try {
          return new Fitted(tried(options, totalSteps, session), options);
        } catch (InsufficientMemoryException e) {
          if (smaller.isEmpty()) {
            throw new InsufficientMemoryException(
                batchOf(options)
                    + ": a step with the longest examples does not fit the device; use a smaller"
                    + " batch and a larger gradientAccumulation, which is the same mathematics, or"
                    + " recomputation",
                e);
          }
        }
      } else if (smaller.isEmpty()) {
        throw new InsufficientMemoryException(shortage.get());
      }
      LOG.warn(
          "{} does not fit the memory; {} makes the same steps",
          batchOf(options),
          batchOf(smaller.get()));
      options = smaller.get();
    }
  }

  private Optional<String> shortage(OptionSet options) {
    Optional<String> mask =
        DropoutPool.tooLarge(StepperSetup.largestMask(options, checkpoint.config(), lengths));
    if (mask.isPresent() && options.find(DROPOUT).orElse(checkpoint.config().dropoutRate()) > 0) {
      return mask;
    }
    return onCpu
        ? estimator(options)
            .shortage(
                rows(options), lengths.longestSource(), longestTarget(), AvailableMemory.now())
        : Optional.empty();
  }

  private Stepper tried(OptionSet options, long totalSteps, SessionOptions session) {
    boolean near = !onCpu || estimate(options).total() > NEAR * AvailableMemory.now().physical();
    Stepper stepper =
        new Stepper(
            StepperSetup.of(options, checkpoint, arithmetic, onCpu, totalSteps, lengths), session);
    if (near) {
      try {
        stepper.run(List.of(longestStep(options)));
        stepper.takeBack();
      } catch (RuntimeException e) {
        stepper.close();
        throw e;
      }
    }
    return stepper;
  }

  /** Micro-batches of the longest examples, as many as a step has. */
  private List<Batch> longestStep(OptionSet options) {
    List<Integer> order = Evaluator.byLength(data);
    int rows = (int) Math.min(rows(options), order.size());
    ImmutableIntArray longest =
        ImmutableIntArray.copyOf(
            IntStream.range(order.size() - rows, order.size()).map(order::get));
    Batch batch =
        Batch.of(longest.stream().mapToObj(data::get).toList(), checkpoint.config().padTokenId());
    return IntStream.range(0, options.get(GRADIENT_ACCUMULATION)).mapToObj(i -> batch).toList();
  }

  /** A split of the same steps into smaller batches, if it is allowed and there is one. */
  private static Optional<OptionSet> smaller(OptionSet options) {
    int rows = options.get(BATCH_SIZE);
    if (!options.get(FIT_BATCH_TO_MEMORY)
        || options.get(BATCHING).policy() == Batching.Policy.TOKEN_BUDGET
        || rows == 1) {
      return Optional.empty();
    }
    int divisor =
        IntStream.rangeClosed(2, rows).filter(d -> rows % d == 0).findFirst().orElseThrow();
    return Optional.of(
        options
            .with(BATCH_SIZE, rows / divisor)
            .with(GRADIENT_ACCUMULATION, options.get(GRADIENT_ACCUMULATION) * divisor));
  }

  private static String batchOf(OptionSet options) {
    return "batchSize "
        + options.get(BATCH_SIZE)
        + " with gradientAccumulation "
        + options.get(GRADIENT_ACCUMULATION);
  }

  private MemoryEstimator estimator(OptionSet options) {
    return new MemoryEstimator(StepperSetup.of(options, checkpoint, arithmetic, onCpu));
  }

  private long rows(OptionSet options) {
    Batching batching = options.get(BATCHING);
    return batching.policy() == Batching.Policy.TOKEN_BUDGET
        ? Math.max(1, batching.batchTokens() / (lengths.longestSource() + longestTarget()))
        : options.get(BATCH_SIZE);
  }

  private int longestTarget() {
    return lengths.longestTarget();
  }
}
