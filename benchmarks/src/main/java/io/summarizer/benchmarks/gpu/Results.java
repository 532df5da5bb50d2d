package io.summarizer.benchmarks.gpu;

import io.summarizer.report.RunJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A file of measurements, a line of JSON each, that survives whatever comes after a line. */
record Results(Path file) {
  private static final int WIDTH = 200;

  /** What of a line is printed too. */
  private static final List<String> SHOWN =
      List.of(
          "part",
          "by",
          "what",
          "golden",
          "graph",
          "model",
          "dtype",
          "batch",
          "micro_batch",
          "beams",
          "steps_per_call",
          "samples_per_second",
          "share_of_peak",
          "seconds_per_step",
          "copies_per_step",
          "execution_seconds",
          "summaries_per_second",
          "worst_tensor_error",
          "others",
          "worst_difference",
          "exit",
          "ok",
          "error");

  static ObjectNode object() {
    return RunJson.MAPPER.createObjectNode();
  }

  /**
   * Appends a line, and prints the gist of it.
   *
   * @param part to which the values belong
   */
  void add(String part, ObjectNode values) {
    ObjectNode line = object().put("part", part);
    line.setAll(values);
    show(line);
    line.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  private static void show(ObjectNode line) {
    StringBuilder text = new StringBuilder();
    for (String field : SHOWN) {
      JsonNode value = line.path(field);
      if (!value.isMissingNode()) {
        text.append(value.isContainer() ? value.toString() : value.asString("")).append("  ");
      }
    }
    System.out.println(text.substring(0, Math.min(text.length(), WIDTH)));
  }

  /** All lines of the file that are whole. */
  List<JsonNode> lines() {
    try {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("{") && line.endsWith("}")) {
          lines.add(RunJson.MAPPER.readTree(line));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }
}
