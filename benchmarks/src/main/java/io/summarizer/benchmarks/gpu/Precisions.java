package io.summarizer.benchmarks.gpu;

import io.summarizer.Precision;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.PrecisionChoice;
import io.summarizer.runtime.ChosenDevice;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Precisions by the names that peers give them, and how fast cards are in them. */
enum Precisions {
  FP32(Precision.FLOAT32),
  BF16(Precision.BFLOAT16),
  FP16(Precision.FLOAT16);

  /**
   * Dense rates of matrix products by NVIDIA's data sheets, in operations per second: float32
   * without TF32, and 16 bits with sums in float32. Of the H100 and H200 the SXM5 modules.
   */
  private static final Map<String, double[]> PEAKS =
      Map.of(
          "H100 80GB HBM3", new double[] {66.9e12, 989.4e12},
          "H200", new double[] {66.9e12, 989.4e12},
          "A100", new double[] {19.5e12, 312e12},
          "RTX A5000", new double[] {27.8e12, 111.1e12});

  private final Precision precision;

  Precisions(Precision precision) {
    this.precision = precision;
  }

  /** What peers call it. */
  String peerName() {
    return name().toLowerCase(Locale.ROOT);
  }

  Arithmetic on(ChosenDevice device) {
    return PrecisionChoice.of(precision, device);
  }

  /** The most operations per second of a card, if they are known. */
  OptionalDouble peak(String card) {
    return PEAKS.entrySet().stream()
        .filter(entry -> card.contains(entry.getKey()))
        .mapToDouble(entry -> entry.getValue()[this == FP32 ? 0 : 1])
        .findFirst();
  }
}
