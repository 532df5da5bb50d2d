package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same values as src/test/python/make_tensorboard_golden.py, and so the same bytes. */
class TensorBoardGoldenTest {
  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_250L);

  @TempDir Path folder;

  @Test
  void an_event_file_is_byte_for_byte_that_of_tensorboard() throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("learning_rate", 0.0003);
    values.put("batch_size", 8);
    values.put("shuffle", true);
    values.put("fp16", false);
    values.put("schedule", "linear");
    values.put("decay", 0L);
    Path file;
    try (TensorBoardWriter writer = TensorBoardWriter.open(folder, 5, () -> TIME, "host", 1)) {
      file = writer.file();
      writer.hyperparameters(values, List.of("validation/loss", "validation/rouge1"));
      writer.scalar("train/loss", 0, 0);
      writer.scalar("train/loss", 5, 2.5);
      writer.scalar("validation/loss", 300, 1e-10);
      writer.scalar("validation/loss", 1L << 40, Double.NaN);
      writer.text("sample", 7, "The café closes.");
      writer.table("samples", 8, List.of(List.of("reference", "generated"), List.of("", "x")));
      writer.end(true);
    }

    try (InputStream golden =
        Objects.requireNonNull(getClass().getResourceAsStream("tensorboard.golden"))) {
      HexFormat hex = HexFormat.of();
      assertThat(hex.formatHex(Files.readAllBytes(file)))
          .isEqualTo(hex.formatHex(golden.readAllBytes()));
    }
  }
}
