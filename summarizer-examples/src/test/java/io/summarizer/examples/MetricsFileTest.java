package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.EpochResult;
import io.summarizer.SummarizerException;
import io.summarizer.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class MetricsFileTest {
  @TempDir Path folder;

  @Test
  void lines_are_on_disk_at_once_with_every_digit_and_as_valid_json() throws IOException {
    Path path = Files.writeString(folder.resolve("metrics.jsonl"), "of an earlier run\n");
    double third = 1.0 / 3;
    try (MetricsFile file = new MetricsFile(path)) {
      assertThat(path).hasContent("of an earlier run");
      file.onStart(EpochTableTest.plan(4, 8));
      assertThat(path).isEmptyFile();
      file.onStep(new TrainingStep(1, 0.25, third, Double.POSITIVE_INFINITY, 1e-10, 5));
      JsonNode line = new ObjectMapper().readTree(Files.readString(path));
      assertThat(line.get("loss").asDouble()).isEqualTo(third);
      assertThat(line.get("learning_rate").asDouble()).isEqualTo(1e-10);
      assertThat(line.get("gradient_norm").isNull()).isTrue();
      file.onEpoch(new EpochResult(1, 4, third, Optional.empty(), 2, Double.NaN, 0.125));
    }
    assertThat(Files.readAllLines(path))
        .hasSize(2)
        .last()
        .isEqualTo(
            "{\"step\":4,\"epoch\":1.0,\"train_loss\":0.3333333333333333,\"seconds\":2.0,"
                + "\"samples_per_second\":null,\"padding\":0.125}");
  }

  @Test
  void a_place_that_cannot_be_written_is_told() {
    assertThatThrownBy(() -> new MetricsFile(folder).onStart(EpochTableTest.plan(4, 8)))
        .isInstanceOf(SummarizerException.class)
        .hasMessageStartingWith(folder + ": the metrics cannot be written there (");
  }
}
