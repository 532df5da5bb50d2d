package io.summarizer.examples;

import io.summarizer.FineTuning;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run writes, and what it keeps. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckpointOptions {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Where checkpoints and the model go; empty or not there yet.")
  private Path output;

  @Option(
      names = {"--overwrite", "--overwrite-output"},
      description =
          "Lets the output hold files already: checkpoints are deleted, others may be replaced.")
  private boolean overwrite;

  @Option(
      names = "--resume",
      description = "Goes on with the newest whole checkpoint in the output, if there is one.")
  private boolean resume;

  @Option(
      names = "--save-steps",
      paramLabel = "N",
      description = "Saves a checkpoint every N optimizer steps. Default: after every epoch.")
  private @Nullable Long saveSteps;

  @Option(
      names = "--save-limit",
      paramLabel = "N",
      description =
          "How many checkpoints are kept. Default: "
              + FineTuning.DEFAULT_SAVE_LIMIT
              + ", of which the best is one.")
  private @Nullable Integer saveLimit;

  @Option(
      names = "--roll-backs",
      paramLabel = "N",
      description =
          "How often the run may go back to its last checkpoint when a loss or gradient is not finite; it then leaves out the examples of that step. Default: 0.")
  private @Nullable Integer rollBacks;

  /** Sets what was given; the library knows the defaults of the rest. */
  FineTuning.Builder applyTo(FineTuning.Builder builder) {
    FineTuning.Builder options = builder;
    options = Given.set(options, Given.steps(saveSteps), FineTuning.Builder::saveEvery);
    options = Given.set(options, saveLimit, FineTuning.Builder::saveLimit);
    options = Given.set(options, rollBacks, FineTuning.Builder::rollBacks);
    return options.outputDirectory(output).overwriteOutput(overwrite).resume(resume);
  }
}
