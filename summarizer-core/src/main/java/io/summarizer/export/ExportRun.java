package io.summarizer.export;

import io.summarizer.CheckpointException;
import io.summarizer.ExportFormat;
import io.summarizer.ExportRefusedException;
import io.summarizer.ExportReport;
import io.summarizer.GenerationOptions;
import io.summarizer.generate.ForbiddenWords;
import io.summarizer.generate.SummarizationSettings;
import io.summarizer.model.AtomicDirectory;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.GenerationConfig;
import io.summarizer.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An export: the graphs, what stands beside them, and the gate. */
public final class ExportRun {
  private static final double NANOSECONDS = 1e9;

  private final ExportPlan plan;

  /** The export of a plan. */
  public ExportRun(ExportPlan plan) {
    this.plan = plan;
  }

  /**
   * Writes a directory.
   *
   * @throws IllegalArgumentException if the plan's options do not go together
   * @throws CheckpointException if the model cannot be read, or the directory not be written
   * @throws ExportRefusedException if the gate refuses the model
   */
  public ExportReport write(Path directory) {
    plan.check();
    long start = System.nanoTime();
    try (Checkpoint checkpoint = Checkpoint.open(plan.model())) {
      SummarizationSettings settings = SummarizationSettings.of(checkpoint);
      GenerationOptions search =
          plan.generation() == null ? GenerationConfig.of(checkpoint) : plan.generation();
      boolean needsTokenizer = plan.gate() != null || !search.forbiddenWords().isEmpty();
      int limit = Math.max(search.maxNewTokens(), 2);
      try (Tokenizer tokenizer = needsTokenizer ? settings.tokenizer(checkpoint, limit) : null) {
        if (tokenizer != null) {
          search = ForbiddenWords.toTokens(search, tokenizer);
        }
        Layout layout = new Layout(plan.format(), plan.quantization(), search);
        Gate gate = gate(directory, checkpoint, search.maxNewTokens(), tokenizer);
        AtomicDirectory.write(
            directory,
            plan.replacing(),
            temporary -> writeFiles(temporary, checkpoint, settings, layout, gate));
        return new ExportReport(
            directory,
            plan.format(),
            layout.weightBytes(checkpoint),
            layout.inFloat32().weightBytes(checkpoint),
            gate == null ? Optional.empty() : Optional.of(gate.result()),
            (System.nanoTime() - start) / NANOSECONDS);
      }
    }
  }

  private @Nullable Gate gate(
      Path directory, Checkpoint checkpoint, int maxNewTokens, @Nullable Tokenizer tokenizer) {
    return plan.gate() == null || tokenizer == null
        ? null
        : new Gate(
            directory,
            plan.gate(),
            GenerationConfig.network(checkpoint),
            maxNewTokens,
            tokenizer,
            plan.threads());
  }

  private static void writeFiles(
      Path directory,
      Checkpoint checkpoint,
      SummarizationSettings settings,
      Layout layout,
      @Nullable Gate gate)
      throws IOException {
    settings.addTo(CheckpointWriter.derivedFrom(checkpoint)).writeSettings(directory);
    if (layout.format() == ExportFormat.TRANSFORMERS_JS) {
      Path config = directory.resolve("config.json");
      Files.writeString(
          config, TransformersJsConfig.of(Files.readString(config), layout.quantization()));
      Path tokenizer = directory.resolve("tokenizer_config.json");
      if (Files.notExists(tokenizer)) {
        Files.writeString(tokenizer, TransformersJsConfig.tokenizer());
      }
    }
    layout.write(checkpoint, directory);
    if (gate != null) {
      Path full = Files.createDirectory(directory.resolve("float32"));
      layout.inFloat32().write(checkpoint, full);
      gate.check(layout, directory, full);
      AtomicDirectory.delete(full);
    }
  }
}
