package io.summarizer.examples;

import io.summarizer.FineTuning;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run writes for those who watch it. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReportOptions {
  @Option(
      names = "--log-steps",
      paramLabel = "N",
      description =
          "Makes a log of every N optimizer steps. Default: " + FineTuning.DEFAULT_LOG_STEPS + ".")
  private @Nullable Long logSteps;

  @Option(
      names = "--no-reports",
      description =
          "Leaves metrics.jsonl, report.html and the files of TensorBoard out of the output.")
  private boolean noReports;

  /** Sets what was given; the library knows the defaults of the rest. */
  FineTuning.Builder applyTo(FineTuning.Builder builder) {
    FineTuning.Builder options = builder;
    options = Given.set(options, Given.steps(logSteps), FineTuning.Builder::logEvery);
    return noReports ? options.reports(false) : options;
  }
}
