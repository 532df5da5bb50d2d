package io.summarizer.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A stretch of numbers with round ticks on it.
 *
 * @param from at one end
 * @param to at the other, larger
 * @param step from tick to tick
 */
record Axis(double from, double to, double step) {
  private static final double MARGIN = 0.04;
  private static final int TENS = 10;

  /** From 0 to an end, which is 0 where nothing has happened yet. */
  static Axis to(double end, int ticks) {
    double to = end > 0 ? end : 1;
    return new Axis(0, to, roundStep(to / ticks));
  }

  /** Around finite values, or from 0, with a little room. */
  static Axis around(DoubleStream values, boolean fromZero, int ticks) {
    double[] all = values.filter(Double::isFinite).sorted().toArray();
    double least = all.length == 0 ? 0 : all[0];
    double largest = all.length == 0 ? 1 : all[all.length - 1];
    if (fromZero) {
      least = Math.min(0, least);
    }
    if (largest <= least) {
      double room = least == 0 ? 1 : Math.abs(least) / TENS;
      largest = least + room;
      least = fromZero ? least : least - room;
    }
    double margin = MARGIN * (largest - least);
    double bottom = fromZero && least == 0 ? 0 : least - margin;
    return new Axis(bottom, largest + margin, roundStep((largest - least) / ticks));
  }

  /** The next of ... 0.1, 0.2, 0.5, 1, 2, 5, ... */
  private static double roundStep(double least) {
    double power = Math.pow(TENS, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return TENS * power;
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(from / step - 1e-9);
    for (long i = first; i * step <= to + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Where a value lies, 0 to 1. */
  double place(double value) {
    return (value - from) / (to - from);
  }

  /** A tick with as many digits as tell it from its neighbours. */
  String label(double tick) {
    double size = Math.max(Math.abs(from), Math.abs(to));
    if (tick == 0) {
      return "0";
    }
    if (size < 1e-2) {
      return String.format(Locale.ROOT, "%.1e", tick);
    }
    if (size >= 10_000 && step >= 100) {
      int decimals = step >= 1000 ? 0 : 1;
      return String.format(Locale.ROOT, "%." + decimals + "fk", tick / 1000);
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", tick);
  }
}
