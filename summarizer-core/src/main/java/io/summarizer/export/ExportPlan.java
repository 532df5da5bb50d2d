package io.summarizer.export;

import io.summarizer.ExportFormat;
import io.summarizer.GenerationOptions;
import io.summarizer.Quantization;
import io.summarizer.data.Dataset;
import io.summarizer.rouge.RougeType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be exported, and how.
 *
 * @param model the directory of a T5 model
 * @param format of the files
 * @param quantization of the weights, or null for float32
 * @param gate what the export has to pass, or null for nothing
 * @param generation the search of a single file, or null for the model's own
 * @param replacing whether a directory that is there may be replaced
 * @param threads that run the models of a gate
 */
public record ExportPlan(
    Path model,
    ExportFormat format,
    @Nullable Quantization quantization,
    @Nullable GateRule gate,
    @Nullable GenerationOptions generation,
    boolean replacing,
    int threads) {
  /**
   * What a quantized model has to pass.
   *
   * @param data articles and their summaries
   * @param maxDrop of the mean F1, 0 to below 1
   * @param type of ROUGE
   */
  public record GateRule(Dataset data, double maxDrop, RougeType type) {}

  /** Everything as by default. */
  public static ExportPlan of(Path model) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new ExportPlan(model, ExportFormat.OPTIMUM, null, null, null, false, threads);
  }

  /** This plan in another format. */
  public ExportPlan withFormat(ExportFormat format) {
    return new ExportPlan(model, format, quantization, gate, generation, replacing, threads);
  }

  /** This plan with other weights. */
  public ExportPlan withQuantization(Quantization quantization) {
    return new ExportPlan(model, format, quantization, gate, generation, replacing, threads);
  }

  /** This plan with a gate. */
  public ExportPlan withGate(GateRule gate) {
    return new ExportPlan(model, format, quantization, gate, generation, replacing, threads);
  }

  /** This plan with another search. */
  public ExportPlan withGeneration(GenerationOptions generation) {
    return new ExportPlan(model, format, quantization, gate, generation, replacing, threads);
  }

  /** This plan, replacing what is there or not. */
  public ExportPlan withReplacing(boolean replacing) {
    return new ExportPlan(model, format, quantization, gate, generation, replacing, threads);
  }

  /** This plan with other threads. */
  public ExportPlan withThreads(int threads) {
    return new ExportPlan(model, format, quantization, gate, generation, replacing, threads);
  }

  /** Refuses options that do not go together. */
  void check() {
    if (gate != null && quantization == null) {
      throw new IllegalArgumentException(
          "gate: expected quantize with it, since in float32 nothing is lost, got none");
    }
    if (generation != null && format != ExportFormat.SINGLE) {
      throw new IllegalArgumentException(
          "generation: expected the format SINGLE, the only one that holds a search, got "
              + format);
    }
  }
}
