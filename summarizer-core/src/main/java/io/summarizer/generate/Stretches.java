package io.summarizer.generate;

import io.summarizer.runtime.Outputs;
import java.util.stream.IntStream;

/** The outputs of a {@link WholeLoop}, put together from those of its stretches. */
final class Stretches {
  private final Outputs outputs;
  private final int sources;
  private final int lanes;
  private final long[] ends;
  private final long[] widths;
  private final long[] numbers;

  Stretches(Outputs outputs, int sources, int lanes) {
    this.outputs = outputs;
    this.sources = sources;
    this.lanes = lanes;
    this.ends = outputs.longs(WholeLoop.ENDS);
    this.widths = outputs.longs(WholeLoop.WIDTHS);
    this.numbers = outputs.longs(WholeLoop.NUMBERS);
  }

  /**
   * What was collected, by round, source and lane [rounds, B, lanes]. After the stretch in which a
   * source was finished, it has zeros.
   */
  long[] rows(String name) {
    long[] flat = outputs.longs(name);
    int width = sources * lanes;
    long[] result = new long[Math.toIntExact(ends[ends.length - 1] * width)];
    int place = 0;
    int firstNumber = 0;
    int round = 0;
    for (int stretch = 0; stretch < ends.length; stretch++) {
      for (; round < ends[stretch]; round++) {
        for (int i = 0; i < widths[stretch]; i++) {
          int to = round * width + (int) numbers[firstNumber + i] * lanes;
          System.arraycopy(flat, place, result, to, lanes);
          place += lanes;
        }
      }
      firstNumber += (int) widths[stretch];
    }
    return result;
  }

  /** The last state of each source and lane [B, lanes]. */
  long[] lastLongs(String name) {
    long[] flat = outputs.longs(name);
    return places().mapToLong(place -> flat[place]).toArray();
  }

  /** The last state of each source and lane [B, lanes]. */
  float[] lastFloats(String name) {
    float[] flat = outputs.floats(name);
    float[] result = new float[sources * lanes];
    int next = 0;
    for (int place : places().toArray()) {
      result[next++] = flat[place];
    }
    return result;
  }

  /** Where the last state of each source and lane stands among those of all stretches. */
  private IntStream places() {
    int[] last = new int[sources];
    for (int i = 0; i < numbers.length; i++) {
      last[(int) numbers[i]] = i; // a later stretch has the later state
    }
    return IntStream.range(0, sources * lanes).map(i -> last[i / lanes] * lanes + i % lanes);
  }
}
