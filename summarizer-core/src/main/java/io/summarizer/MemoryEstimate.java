package io.summarizer;

import java.util.Locale;

/**
 * The memory that training steps will take on the device, in bytes, as estimated from the training
 * graph before any is allocated. What Java and ONNX Runtime need for themselves, a few hundred MiB,
 * comes on top.
 *
 * @param rows the examples of a micro-batch
 * @param sourceLength the tokens of each source
 * @param targetLength the tokens of each target
 * @param precision of matrix products, for example {@code float32}
 * @param parameters the model's weights; those that learn twice where a step reads one copy and
 *     writes the other: with AdamW on the CPU they change in place
 * @param optimizerState likewise
 * @param gradients one number for each parameter that learns
 * @param dropoutPool the random masks
 * @param activations what else there is at the time when most is
 * @param directBuffers the part of all that lies in Java's direct buffers, which {@code
 *     -XX:MaxDirectMemorySize} limits
 * @param peak the node of the graph that runs at that time; its name tells the place in the
 *     network, for example {@code backward/encoder/3/MatMul_2}
 */
public record MemoryEstimate(
    long rows,
    long sourceLength,
    long targetLength,
    String precision,
    long parameters,
    long optimizerState,
    long gradients,
    long dropoutPool,
    long activations,
    long directBuffers,
    String peak) {
  private static final double GIB = 1L << 30;

  /** Everything together. */
  public long total() {
    return parameters + optimizerState + gradients + dropoutPool + activations;
  }

  /** A table for people: what it is for, a line for each part, the total, where most is needed. */
  public String describe() {
    return rows
        + " x ("
        + sourceLength
        + " + "
        + targetLength
        + ") tokens, "
        + precision
        + "\n"
        + line("parameters", parameters)
        + line("optimizer state", optimizerState)
        + line("gradients", gradients)
        + line("dropout pool", dropoutPool)
        + line("activations", activations)
        + line("total", total())
        + "most at "
        + peak;
  }

  private static String line(String part, long bytes) {
    return String.format(Locale.ROOT, "%-22s %12s\n", part, gibibytes(bytes));
  }

  /** A number of bytes for people, for example {@code 3.25 GiB}. */
  public static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GiB", bytes / GIB);
  }
}
