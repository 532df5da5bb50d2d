package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.report.RunJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** What {@code metrics.jsonl} says. */
final class MetricsLines {
  private MetricsLines() {}

  /** The lines of one event, or of all where it is empty. */
  static List<JsonNode> of(Path file, String event) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> RunJson.MAPPER.readTree(line))
        .filter(json -> event.isEmpty() || json.get("event").asString().equals(event))
        .toList();
  }

  static List<Long> steps(Path file, String event) throws IOException {
    return of(file, event).stream().map(json -> json.get("step").asLong()).toList();
  }

  static void assertEachStepOnce(Path file, long last) throws IOException {
    assertThat(steps(file, "step"))
        .as("steps of %s", file)
        .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    assertThat(steps(file, "log")).doesNotHaveDuplicates();
    assertThat(steps(file, "epoch")).doesNotHaveDuplicates();
    assertThat(of(file, "end")).hasSize(1);
  }
}
