package io.summarizer.benchmarks.gpu;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry to the parts, see benchmarks/gpu/README.md. */
@Command(
    name = "gpu",
    description = "Measures on a GPU; each result is a line of JSON.",
    subcommands = {
      CommandPart.class,
      GoldensPart.class,
      PlacementPart.class,
      StatePart.class,
      TrainingPart.class,
      ProfilePart.class,
      GenerationPart.class,
      LearnsPart.class,
      ReportCommand.class
    })
public final class GpuBenchmarks {
  private GpuBenchmarks() {}

  /** Runs a part; the exit code is 1 if a measurement failed. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new GpuBenchmarks())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }
}
