package io.summarizer;

import io.summarizer.rouge.RougeType;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an export wrote.
 *
 * @param directory that holds the model
 * @param format of its files
 * @param weightBytes the size of its weights, in all its files
 * @param fullWeightBytes what that is in float32
 * @param gate what the gate measured, if there was one
 * @param seconds it took
 */
public record ExportReport(
    Path directory,
    ExportFormat format,
    long weightBytes,
    long fullWeightBytes,
    Optional<Gate> gate,
    double seconds) {
  /**
   * Two models on the same articles: the exported one, and the same export in float32.
   *
   * @param type of ROUGE
   * @param articles how many there were
   * @param before the mean F1 in float32, 0 to 1
   * @param after the mean F1 of the exported model, 0 to 1
   * @param maxDrop by how much {@code after} was allowed to be less
   * @param secondsBefore that summarizing took in float32
   * @param secondsAfter that it took the exported model
   */
  public record Gate(
      RougeType type,
      int articles,
      double before,
      double after,
      double maxDrop,
      double secondsBefore,
      double secondsAfter) {
    /** Whether the exported model is good enough. */
    public boolean passed() {
      return before - after <= maxDrop;
    }
  }
}
