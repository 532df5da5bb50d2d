package io.summarizer;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import java.nio.file.Path;
import java.util.Locale;

/** An exported model summarizes worse than was allowed. Nothing is left of it. */
public final class ExportRefusedException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  private final transient ExportReport.Gate gate;

  /** The refusal of what would have been written to {@code directory}. */
  public ExportRefusedException(Path directory, ExportReport.Gate gate) {
    super(
        Remedy.FIX_INPUT,
        String.format(
            Locale.ROOT,
            "%s: not written, since quantization costs too much: expected %s to drop by at most"
                + " %.2f points over %,d articles, but it drops by %.2f, from %.2f to %.2f. Quantize"
                + " to more bits, not at all, or allow a larger drop",
            directory,
            gate.type(),
            100 * gate.maxDrop(),
            gate.articles(),
            100 * (gate.before() - gate.after()),
            100 * gate.before(),
            100 * gate.after()));
    this.gate = gate;
  }

  /** What was measured. */
  public ExportReport.Gate gate() {
    return gate;
  }
}
