package io.summarizer.report.html;

import java.util.ArrayList;
import java.util.List;

/**
 * A curve: points in the order of x.
 *
 * @param name for the key
 * @param style which of the style sheet's colours, 0 to 3
 * @param dotted whether each point is marked
 */
record Series(String name, int style, boolean dotted, List<Point> points) {
  /** Beyond it points are put together: a screen shows no more. */
  static final int MOST_POINTS = 300;

  /**
   * One or more neighbouring values.
   *
   * @param y their mean; need not be finite
   */
  record Point(double x, double y, double least, double largest) {
    static Point of(double x, double y) {
      return new Point(x, y, y, y);
    }

    boolean isFinite() {
      return Double.isFinite(y);
    }
  }

  /** A curve of at most {@link #MOST_POINTS} points, each for about as many of the values. */
  static Series line(String name, int style, List<Point> points) {
    return new Series(name, style, false, reduced(points));
  }

  /** A curve of a few values, each of which is shown. */
  static Series dots(String name, int style, List<Point> points) {
    return points.size() > MOST_POINTS
        ? line(name, style, points)
        : new Series(name, style, true, points);
  }

  private static List<Point> reduced(List<Point> points) {
    if (points.size() <= MOST_POINTS) {
      return points;
    }
    List<Point> reduced = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      int from = (int) ((long) i * points.size() / MOST_POINTS);
      int to = (int) ((i + 1L) * points.size() / MOST_POINTS);
      reduced.add(together(points.subList(from, to)));
    }
    return reduced;
  }

  private static Point together(List<Point> points) {
    double x = points.stream().mapToDouble(Point::x).average().orElseThrow();
    List<Point> finite = points.stream().filter(Point::isFinite).toList();
    if (finite.isEmpty()) {
      return Point.of(x, Double.NaN);
    }
    return new Point(
        x,
        finite.stream().mapToDouble(Point::y).average().orElseThrow(),
        finite.stream().mapToDouble(Point::least).min().orElseThrow(),
        finite.stream().mapToDouble(Point::largest).max().orElseThrow());
  }
}
