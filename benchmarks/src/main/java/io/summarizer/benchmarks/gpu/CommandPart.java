package io.summarizer.benchmarks.gpu;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Runs a program and notes how it ended, for how long it ran, and what it printed. */
@Command(name = "command", description = "Runs a program and notes how it ends.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CommandPart implements Callable<Integer> {
  @Mixin private Bench bench;

  @Option(names = "--part", required = true, description = "The part that it belongs to.")
  private String part;

  @Option(names = "--what", required = true, description = "What it is, in a word.")
  private String what;

  @Option(names = "--limit", defaultValue = "120", description = "Seconds it may take.")
  private double limit;

  @Parameters(description = "The program and its arguments, after --.")
  private List<String> command;

  @Override
  public Integer call() {
    bench.attempt(
        part,
        Results.object().put("what", what),
        line -> {
          long start = System.nanoTime();
          var outcome = GpuWatch.during(bench, line, () -> Processes.run(command, limit));
          line.put("seconds", Bench.secondsSince(start));
          line.put("exit", outcome.exit()).put("ok", outcome.exit() == 0);
          print(line, outcome);
        });
    return bench.exitCode();
  }

  private static void print(ObjectNode line, Processes.Outcome outcome) {
    try {
      line.set("json", outcome.json());
    } catch (IllegalStateException e) {
      line.put("tail", outcome.tail());
    }
  }
}
