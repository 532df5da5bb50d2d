package io.summarizer.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Curves over one axis, as a figure. The drawing is stretched to its place and has no text in it;
 * labels are HTML over it, so that they keep their size on any screen.
 *
 * @param id of the figure
 * @param unit of the values, may be empty
 * @param xName what x counts
 * @param xEnd up to which it does, from 0
 * @param fromZero whether the values begin at 0
 * @param bands stretches of x that are shaded
 */
record Chart(
    String id,
    String title,
    String unit,
    String xName,
    double xEnd,
    boolean fromZero,
    List<Series> series,
    List<Band> bands) {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 500;
  private static final int X_TICKS = 6;
  private static final int Y_TICKS = 5;

  /** A shaded stretch of x. */
  record Band(double from, double to, String title) {}

  /** The figure; nothing if there is nothing to be seen. */
  String html() {
    List<Series.Point> all = finite();
    if (all.isEmpty()) {
      return "";
    }
    Axis x = Axis.to(xEnd, X_TICKS);
    Axis y =
        Axis.around(
            all.stream()
                .flatMapToDouble(p -> java.util.stream.DoubleStream.of(p.least(), p.largest())),
            fromZero,
            Y_TICKS);
    return Html.format("<figure class=\"card chart\" id=\"%s\">\n", id)
        + caption()
        + "<div class=\"plot\">\n"
        + drawing(x, y)
        + labels(x, y)
        + "</div>\n"
        + Html.format("<p class=\"axis\">%s</p>\n", Html.text(xName))
        + new ChartTable(xName, series).html()
        + "</figure>\n";
  }

  private List<Series.Point> finite() {
    return series.stream()
        .flatMap(it -> it.points().stream())
        .filter(Series.Point::isFinite)
        .toList();
  }

  private String caption() {
    String key =
        series.size() == 1
            ? ""
            : series.stream()
                .filter(it -> !it.points().isEmpty())
                .map(
                    it ->
                        Html.format("<li class=\"s%d\">%s</li>", it.style(), Html.text(it.name())))
                .collect(Collectors.joining("", "<ul class=\"key\">", "</ul>"));
    return Html.format(
        "<figcaption><b>%s</b> <small>%s</small>%s</figcaption>\n",
        Html.text(title), Html.text(unit), key);
  }

  private String drawing(Axis x, Axis y) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        Html.format(
            "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\""
                + " aria-labelledby=\"%s-title %s-text\">\n",
            WIDTH, HEIGHT, id, id));
    svg.append(Html.format("<title id=\"%s-title\">%s</title>\n", id, Html.text(title)));
    svg.append(Html.format("<desc id=\"%s-text\">%s</desc>\n", id, Html.text(description())));
    for (Band band : bands) {
      double from = Math.max(0, Math.min(1, x.place(band.from())));
      double to = Math.max(0, Math.min(1, x.place(band.to())));
      svg.append(
          Html.format(
              "<rect class=\"pause\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"><title>%s</title>"
                  + "</rect>\n",
              from * WIDTH, Math.max(2, (to - from) * WIDTH), HEIGHT, Html.text(band.title())));
    }
    svg.append("<path class=\"grid\" d=\"");
    y.ticks().forEach(tick -> svg.append(Html.format("M0 %.1fH%d", top(y, tick), WIDTH)));
    svg.append("\"/>\n");
    series.forEach(
        it -> svg.append(new Drawing(it, p -> x.place(p) * WIDTH, v -> top(y, v)).svg()));
    return svg.append("</svg>\n").toString();
  }

  private static double top(Axis y, double value) {
    return (1 - y.place(value)) * HEIGHT;
  }

  /** What the curves say, for those who do not see them. */
  private String description() {
    List<String> sentences = new ArrayList<>();
    for (Series it : series) {
      List<Series.Point> points = it.points().stream().filter(Series.Point::isFinite).toList();
      if (!points.isEmpty()) {
        Series.Point first = points.get(0);
        Series.Point last = points.get(points.size() - 1);
        sentences.add(
            Html.format(
                "%s: from %s at %s %s to %s at %s.",
                it.name(),
                Numbers.number(first.y()),
                xName,
                Numbers.number(first.x()),
                Numbers.number(last.y()),
                Numbers.number(last.x())));
      }
    }
    return String.join(" ", sentences);
  }

  private static String labels(Axis x, Axis y) {
    return Stream.concat(
            y.ticks().stream()
                .map(
                    tick ->
                        Html.format(
                            "<span class=\"y\" style=\"top:%.2f%%\">%s</span>",
                            100 * (1 - y.place(tick)), y.label(tick))),
            x.ticks().stream()
                .map(
                    tick ->
                        Html.format(
                            "<span class=\"x\" style=\"left:%.2f%%\">%s</span>",
                            100 * x.place(tick), x.label(tick))))
        .collect(Collectors.joining("", "<div class=\"labels\" aria-hidden=\"true\">", "</div>\n"));
  }
}
