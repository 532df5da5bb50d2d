package io.summarizer.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The paths of one curve.
 *
 * @param x where a value of x lies
 * @param y where a value lies
 */
record Drawing(Series series, DoubleUnaryOperator x, DoubleUnaryOperator y) {
  String svg() {
    StringBuilder svg = new StringBuilder();
    for (List<Series.Point> stretch : stretches()) {
      if (stretch.stream().anyMatch(it -> it.largest() > it.least())) {
        svg.append(path("band", band(stretch), ""));
      }
      svg.append(path("line", line(stretch), ""));
    }
    if (series.dotted()) {
      for (Series.Point point : series.points()) {
        if (point.isFinite()) {
          svg.append(dot(point));
        }
      }
    }
    return svg.toString();
  }

  /** Without the values that are not finite. */
  private List<List<Series.Point>> stretches() {
    List<List<Series.Point>> stretches = new ArrayList<>();
    List<Series.Point> open = new ArrayList<>();
    for (Series.Point point : series.points()) {
      if (point.isFinite()) {
        open.add(point);
      } else if (!open.isEmpty()) {
        stretches.add(open);
        open = new ArrayList<>();
      }
    }
    if (!open.isEmpty()) {
      stretches.add(open);
    }
    return stretches;
  }

  private String line(List<Series.Point> points) {
    StringBuilder path = new StringBuilder();
    points.forEach(it -> path.append(path.isEmpty() ? "M" : "L").append(at(it.x(), it.y())));
    // A line of no length shows as its round ends.
    return points.size() == 1 ? path.append("h0").toString() : path.toString();
  }

  private String band(List<Series.Point> points) {
    StringBuilder path = new StringBuilder();
    points.forEach(it -> path.append(path.isEmpty() ? "M" : "L").append(at(it.x(), it.largest())));
    for (int i = points.size() - 1; i >= 0; i--) {
      path.append('L').append(at(points.get(i).x(), points.get(i).least()));
    }
    return path.append('Z').toString();
  }

  /** A circle would be stretched with the drawing; the round end of a line is not. */
  private String dot(Series.Point point) {
    String title =
        Html.format(
            "<title>%s %s at %s</title>",
            Html.text(series.name()), Numbers.number(point.y()), Numbers.number(point.x()));
    return path("dot", "M" + at(point.x(), point.y()) + "h0", title);
  }

  private String path(String kind, String d, String title) {
    return Html.format("<path class=\"%s s%d\" d=\"%s\"", kind, series.style(), d)
        + (title.isEmpty() ? "/>\n" : ">" + title + "</path>\n");
  }

  private String at(double px, double py) {
    return Html.format("%.1f %.1f", x.applyAsDouble(px), y.applyAsDouble(py));
  }
}
