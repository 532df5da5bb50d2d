package io.summarizer.benchmarks.gpu;

import io.summarizer.report.RunJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares the metrics of two runs: mean losses of as many steps each, and of validation. */
@Command(name = "learns", description = "Compares the loss curves of two runs.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LearnsPart implements Callable<Integer> {
  @Mixin private Bench bench;

  @Option(names = "--reference", required = true, description = "The metrics of a run on the CPU.")
  private Path reference;

  @Option(names = "--run", required = true, description = "The metrics of the run on the device.")
  private Path run;

  @Option(names = "--window", defaultValue = "50", description = "Steps that a mean is taken of.")
  private int window;

  @Option(names = "--tolerance", defaultValue = "0.02")
  private double tolerance;

  @Override
  public Integer call() {
    bench.attempt("learns", Results.object().put("window", window), this::compare);
    return bench.exitCode();
  }

  private void compare(ObjectNode line) throws IOException {
    Map<Integer, Double> expected = windows(lines(reference));
    Map<Integer, Double> actual = windows(lines(run));
    double worst = 0;
    ArrayNode curve = line.putArray("curve");
    for (var entry : expected.entrySet()) {
      Double loss = actual.get(entry.getKey());
      if (loss == null) { // the run was cut off before
        continue;
      }
      double difference = loss / entry.getValue() - 1;
      worst = Math.max(worst, Math.abs(difference)); // NaN stays
      curve
          .addObject()
          .put("steps_to", (entry.getKey() + 1) * window)
          .put("reference", entry.getValue())
          .put("loss", loss)
          .put("difference", difference);
    }
    double validation = validation(lines(reference));
    double reached = validation(lines(run));
    line.put("reference_validation_loss", validation).put("validation_loss", reached);
    line.put("worst_difference", worst).put("difference_at_end", reached / validation - 1);
    boolean near = worst <= tolerance && Math.abs(reached / validation - 1) <= tolerance;
    line.put("ok", near && !expected.isEmpty() && curve.size() == expected.size());
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(RunJson.MAPPER::readTree).toList();
  }

  private Map<Integer, Double> windows(List<JsonNode> lines) {
    return lines.stream()
        .filter(line -> line.path("event").asString("").equals("step"))
        .collect(
            Collectors.groupingBy(
                line -> (line.path("step").asInt() - 1) / window,
                TreeMap::new,
                Collectors.averagingDouble(line -> line.path("loss").asDouble(Double.NaN))));
  }

  private static double validation(List<JsonNode> lines) {
    return lines.stream()
        .filter(line -> line.path("event").asString("").equals("evaluation"))
        .mapToDouble(line -> line.path("evaluation").path("loss").asDouble(Double.NaN))
        .reduce((first, last) -> last)
        .orElse(Double.NaN);
  }
}
