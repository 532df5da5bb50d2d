package io.summarizer;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.summarizer.data.Dataset;
import io.summarizer.export.ExportPlan;
import io.summarizer.export.ExportRun;
import io.summarizer.options.Checks;
import io.summarizer.rouge.RougeType;
import java.nio.file.Path;

/**
 * How a model is written as ONNX files, which need neither this library nor PyTorch to run: what
 * {@link Summarizer#export} begins. Immutable: every setter returns an export with the option
 * changed.
 *
 * <p>The directory also gets the model's configuration, generation settings and tokenizer. It
 * appears as a whole or not at all.
 */
public final class Export {
  /** The type of ROUGE that a gate looks at. */
  public static final RougeType DEFAULT_GATE_TYPE = RougeType.ROUGE_LSUM;

  private static final ImmutableList<RougeType> GATE_TYPES =
      ImmutableList.of(
          RougeType.ROUGE_1, RougeType.ROUGE_2, RougeType.ROUGE_L, RougeType.ROUGE_LSUM);

  private final ExportPlan plan;

  Export(ExportPlan plan) {
    this.plan = plan;
  }

  /** The files to write. Default: {@link ExportFormat#OPTIMUM}. */
  public Export format(ExportFormat format) {
    return new Export(plan.withFormat(format));
  }

  /** Makes the weights smaller. Default: they stay in float32. */
  public Export quantize(Quantization quantization) {
    return new Export(plan.withQuantization(quantization));
  }

  /**
   * Refuses the export where quantization costs too much: both the quantized files and the same
   * files in float32 are run over the articles, with the search that is in the file, or greedily
   * where none is. Default: no gate.
   *
   * @param data articles and the summaries that they are to have, such as a validation set
   * @param maxDrop by how much the mean F1 of ROUGE may be less, 0 to below 1: 0.01 is one point
   */
  public Export gate(Dataset data, double maxDrop) {
    return gate(data, maxDrop, DEFAULT_GATE_TYPE);
  }

  /**
   * As {@link #gate(Dataset, double)}, by another type of ROUGE than {@link #DEFAULT_GATE_TYPE}: 1,
   * 2, L or Lsum, as {@link Evaluation#SCORER} scores them.
   */
  public Export gate(Dataset data, double maxDrop, RougeType type) {
    Checks.fraction("maxDrop", maxDrop);
    if (!GATE_TYPES.contains(type)) {
      throw Checks.invalid("type", "one of " + GATE_TYPES, type);
    }
    return new Export(plan.withGate(new ExportPlan.GateRule(data, maxDrop, type)));
  }

  /**
   * The search that {@link ExportFormat#SINGLE} holds. Default: the model's own options, as its
   * generation_config.json has them.
   */
  public Export generation(GenerationOptions generation) {
    return new Export(plan.withGeneration(generation));
  }

  /** Whether a directory that is there may be replaced, with all it holds. Default: false. */
  public Export replacing(boolean replacing) {
    return new Export(plan.withReplacing(replacing));
  }

  /** Threads that run the models of a gate, 1 or more. Default: all processors. */
  public Export threads(int threads) {
    Checks.atLeast("threads", 1, threads);
    return new Export(plan.withThreads(threads));
  }

  /**
   * Writes the files.
   *
   * @param directory to be made
   * @throws IllegalArgumentException if options do not go together
   * @throws CheckpointException if the model cannot be read, or the directory not be written; what
   *     was there is then unchanged
   * @throws ExportRefusedException if the gate refuses the model
   */
  @CanIgnoreReturnValue
  public ExportReport write(Path directory) {
    return new ExportRun(plan).write(directory);
  }
}
