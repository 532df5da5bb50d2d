package io.summarizer.benchmarks.gpu;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The programs of other projects that do the same work. */
final class Peers {
  @Option(names = "--peers", description = "The folder of their scripts. Default: none is run.")
  private @Nullable Path folder;

  @Option(names = "--python", defaultValue = "python3", description = "What runs them.")
  private String python = "python3";

  @Option(names = "--peer-seconds", defaultValue = "90", description = "That one of them may take.")
  private double seconds = 90;

  /** The script of a name, if it is to be run. */
  Optional<Path> script(String name) {
    return Optional.ofNullable(folder)
        .map(scripts -> scripts.resolve(name))
        .filter(Files::isRegularFile);
  }

  /**
   * Runs a script and notes what it says of itself.
   *
   * @param arguments without the device
   */
  void measure(Bench bench, String part, Path script, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(arguments);
    command.addAll(List.of("--device", bench.onGpu() ? "cuda:" + bench.index() : "cpu"));
    bench.attempt(
        part,
        Results.object().put("by", "huggingface"),
        line -> {
          var outcome = GpuWatch.during(bench, line, () -> Processes.run(command, seconds));
          outcome.json().properties().forEach(e -> line.set(e.getKey(), e.getValue()));
          line.put("by", "huggingface");
        });
  }
}
