package io.summarizer.benchmarks.gpu;

import com.google.common.math.Quantiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The seconds of a call that was made several times. */
record Timing(List<Double> seconds) {
  /**
   * Makes calls.
   *
   * @param least how many at least
   * @param enough seconds after which no other is made
   */
  static Timing of(Runnable call, int least, double enough) {
    List<Double> seconds = new ArrayList<>();
    long start = System.nanoTime();
    while (seconds.size() < least || Bench.secondsSince(start) < enough) {
      long before = System.nanoTime();
      call.run();
      seconds.add(Bench.secondsSince(before));
    }
    return new Timing(seconds);
  }

  double median() {
    return Quantiles.median().compute(seconds);
  }

  /** Writes the seconds of a step, of which each call made some. */
  void into(ObjectNode line, int steps) {
    line.put("calls", seconds.size())
        .put("seconds_per_step", median() / steps)
        .put("least_seconds_per_step", Collections.min(seconds) / steps)
        .put("most_seconds_per_step", Collections.max(seconds) / steps);
  }
}
