package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.FineTuningResult;
import java.nio.file.Path;
import java.util.List;

/** Whether two runs ended alike: all their numbers bit for bit, but for the times they took. */
final class SameRun {
  private static final List<String> MODEL =
      List.of("model.safetensors", "config.json", "summarizer.json", "tokenizer.json");

  private SameRun() {}

  /** Compares all but some parts of the training state. */
  static void assertSame(
      FineTuningResult result, FineTuningResult expected, String... partsThatDiffer) {
    MODEL.forEach(file -> assertSameFile(file, result.model(), expected.model()));
    assertThat(result.end()).isEqualTo(expected.end());
    assertThat(result.step()).isEqualTo(expected.step());
    long last = expected.history().get(expected.history().size() - 1).step();
    Path checkpoint = result.model().resolve("checkpoint-" + last);
    Path expectedCheckpoint = expected.model().resolve("checkpoint-" + last);
    assertSameFile("model.safetensors", checkpoint, expectedCheckpoint);
    assertSameFile("optimizer.safetensors", checkpoint, expectedCheckpoint);
    assertThat(TrainingCheckpoint.state(checkpoint, last))
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class) // not nearly
        .ignoringFields("settings")
        .ignoringFields(partsThatDiffer)
        .ignoringFieldsMatchingRegexes(".*[nN]anos", ".*[sS]econds?", ".*PerSecond")
        .isEqualTo(TrainingCheckpoint.state(expectedCheckpoint, last));
  }

  private static void assertSameFile(String name, Path directory, Path expected) {
    assertThat(directory.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
  }
}
