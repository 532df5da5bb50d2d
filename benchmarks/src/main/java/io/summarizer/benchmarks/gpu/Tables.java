package io.summarizer.benchmarks.gpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** Results as Markdown tables, a section for each part that has some. */
final class Tables {
  /** The training examples of CNN/DailyMail 3.0.0. */
  private static final int ARTICLES = 287_113;

  private static final int EPOCHS = 3;
  private static final int OPERATORS = 15;
  private static final int CELL = 120;

  private final List<Line> lines;
  private final StringBuilder text = new StringBuilder();

  Tables(List<Line> lines) {
    this.lines = lines;
  }

  String all() {
    machine();
    works();
    state();
    training();
    promise();
    profile();
    generation();
    learns();
    return text.toString();
  }

  private List<Line> of(String part) {
    return lines.stream().filter(line -> line.is("part", part)).toList();
  }

  private void section(String title, List<String> head, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    text.append("\n### ").append(title).append("\n\n");
    row(head);
    row(Collections.nCopies(head.size(), "---"));
    rows.forEach(this::row);
  }

  private void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void machine() {
    lines.stream()
        .filter(line -> line.json().path("gpu").has("name"))
        .findFirst()
        .ifPresent(
            line ->
                text.append(line.json().path("gpu").path("name").asString(""))
                    .append(", driver ")
                    .append(line.json().path("gpu").path("driver").asString(""))
                    .append(", ")
                    .append(line.text("time"))
                    .append("\n"));
  }

  private void works() {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : of("works")) {
      String subject = line.json().path("golden").asString(line.json().path("graph").asString(""));
      rows.add(List.of(line.text("what") + " " + subject, line.verdict(), found(line)));
    }
    section("It works", List.of("what", "as expected", "found"), rows);
  }

  private static String found(Line line) {
    List<String> found = new ArrayList<>();
    for (String field :
        List.of("loss_error", "worst_loss_error", "worst_tensor_error", "seconds")) {
      line.number(field).ifPresent(x -> found.add(field.replace('_', ' ') + " " + (float) x));
    }
    for (String field : List.of("summaries", "equal", "nodes", "copies", "on_cpu", "others")) {
      if (line.json().has(field)) {
        found.add(field.replace('_', ' ') + " " + line.json().get(field));
      }
    }
    return String.join(", ", found).replace('"', ' ');
  }

  private void state() {
    List<List<String>> times = new ArrayList<>();
    List<List<String>> copies = new ArrayList<>();
    for (Line line : of("state")) {
      if (line.is("what", "time")) {
        times.add(
            List.of(
                line.text("steps_per_call"),
                line.number("seconds_per_step", 1e3, 2),
                line.number("least_seconds_per_step", 1e3, 2),
                line.number("mean_utilization_percent", 1, 0)));
      } else if (line.is("what", "copies")) {
        copies.add(
            List.of(
                line.text("steps_per_call"),
                line.number("copies_per_step", 1, 1),
                line.number("copied_bytes_per_step", 1, 0),
                line.number("input_output_seconds", 1e3, 1),
                line.number("execution_seconds", 1e3, 1)));
      }
    }
    section(
        "State stays on the device",
        List.of("steps per call", "ms per step, median", "least", "utilisation %"),
        times);
    section(
        "Copies between host and device",
        List.of(
            "steps per call",
            "copy nodes per step",
            "bytes of these per step",
            "inputs and outputs, ms per call",
            "execution, ms per call"),
        copies);
  }

  private void training() {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : of("training")) {
      rows.add(
          List.of(
              line.text("by"),
              line.text("model"),
              line.text("dtype"),
              batch(line),
              line.number("samples_per_second", 1, 1),
              line.number("tokens_per_second", 1, 0),
              line.number("share_of_peak", 100, 1),
              line.number("peak_memory_mib", 1, 0),
              line.number("mean_utilization_percent", 1, 0)
                  + " / "
                  + line.number("max_utilization_percent", 1, 0),
              line.number("max_temperature_celsius", 1, 0),
              ratio(line),
              line.verdict()));
    }
    section(
        "Training",
        List.of(
            "by",
            "model",
            "precision",
            "batch",
            "samples/s",
            "tokens/s",
            "% of peak",
            "memory MiB",
            "utilisation % mean / max",
            "°C",
            "to peer",
            "ran"),
        rows);
  }

  private static String batch(Line line) {
    boolean whole = line.text("micro_batch").equals(line.text("batch"));
    return line.text("batch")
        + (whole || line.text("micro_batch").equals("–") ? "" : " by " + line.text("micro_batch"));
  }

  /** How much faster ours is than the peer with the same work. */
  private String ratio(Line ours) {
    Optional<Line> peer =
        !ours.is("by", "summarizer")
            ? Optional.empty()
            : of("training").stream()
                .filter(line -> line.is("by", "huggingface") && line.ok())
                .filter(
                    line ->
                        List.of("model", "dtype", "batch", "source", "target").stream()
                            .allMatch(field -> line.is(field, ours.text(field))))
                .findFirst();
    OptionalDouble rate = ours.number("samples_per_second");
    return peer.isEmpty() || rate.isEmpty()
        ? "–"
        : Line.format(
                rate.getAsDouble() / peer.get().number("samples_per_second").orElse(Double.NaN), 2)
            + " x";
  }

  private void promise() {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : of("training")) {
      OptionalDouble rate = line.number("samples_per_second");
      if (line.ok() && rate.isPresent()) {
        rows.add(
            List.of(
                line.text("by"),
                line.text("model"),
                line.text("dtype"),
                batch(line),
                Line.format(EPOCHS * ARTICLES / rate.getAsDouble() / 60, 1)));
      }
    }
    section(
        "3 epochs of CNN/DailyMail, 287,113 articles, of full lengths",
        List.of("by", "model", "precision", "batch", "minutes"),
        rows);
  }

  private void profile() {
    for (Line line : of("profile")) {
      String title =
          "A step of "
              + line.text("model")
              + ", "
              + line.text("dtype")
              + ", batch "
              + line.text("batch")
              + (line.json().path("waits_for_each_node").asBoolean(false)
                  ? ", waiting for each node: time of the GPU"
                  : ": time of the processor, which starts nodes");
      section(
          title,
          List.of("execution ms", "in nodes ms", "between ms", "nodes", "on the GPU", "copies"),
          List.of(
              List.of(
                  line.number("execution_seconds", 1e3, 1),
                  line.number("nodes_seconds", 1e3, 1),
                  line.number("gaps_seconds", 1e3, 1),
                  line.text("nodes"),
                  line.text("gpu_nodes"),
                  line.text("copies"))));
      double sum = line.number("nodes_seconds").orElse(Double.NaN);
      List<List<String>> operators = new ArrayList<>();
      for (JsonNode json : line.json().path("operators")) {
        Line operator = new Line(json);
        if (operators.size() < OPERATORS) {
          operators.add(
              List.of(
                  operator.text("operator"),
                  operator.text("nodes"),
                  operator.number("seconds", 1e3, 2),
                  operator.number("seconds", 100 / sum, 1)));
        }
      }
      section("By operator", List.of("operator", "nodes", "ms", "%"), operators);
      List<List<String>> dearest = new ArrayList<>();
      for (JsonNode json : line.json().path("dearest")) {
        Line node = new Line(json);
        dearest.add(
            List.of(
                cut(node.text("name")),
                node.text("operator"),
                node.number("seconds", 1e3, 2),
                cut(node.text("inputs"))));
      }
      section("The dearest nodes", List.of("node", "operator", "ms", "inputs"), dearest);
    }
  }

  private static String cut(String cell) {
    return "`" + (cell.length() <= CELL ? cell : cell.substring(0, CELL) + "…") + "`";
  }

  private void generation() {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : of("generation")) {
      rows.add(
          List.of(
              line.text("by"),
              line.text("dtype"),
              line.text("beams"),
              line.number("seconds", 1, 2),
              line.number("summaries_per_second", 1, 1),
              line.number("tokens_per_second", 1, 0),
              line.number("peak_memory_mib", 1, 0),
              line.verdict()));
    }
    section(
        "Generation",
        List.of(
            "by", "precision", "beams", "seconds", "summaries/s", "tokens/s", "memory MiB", "ran"),
        rows);
  }

  private void learns() {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : of("learns")) {
      for (JsonNode json : line.json().path("curve")) {
        Line point = new Line(json);
        rows.add(
            List.of(
                point.text("steps_to"),
                point.number("reference", 1, 4),
                point.number("loss", 1, 4),
                point.number("difference", 100, 2)));
      }
      rows.add(
          List.of(
              "validation",
              line.number("reference_validation_loss", 1, 4),
              line.number("validation_loss", 1, 4),
              line.number("difference_at_end", 100, 2)));
    }
    section(
        "It learns", List.of("mean loss to step", "CPU, float32", "here", "difference %"), rows);
  }
}
