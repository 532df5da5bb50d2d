package io.summarizer.report.html;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Some of a chart's numbers as a table: for those who do not see curves, and for copying. */
record ChartTable(String xName, List<Series> series) {
  private static final int ROWS = 12;

  String html() {
    TreeSet<Double> rows = new TreeSet<>();
    series.forEach(it -> addSome(it.points(), rows));
    String header =
        series.stream()
            .map(it -> "<th scope=\"col\">" + Html.text(it.name()) + "</th>")
            .collect(Collectors.joining());
    return Html.format(
            "<details><summary>Numbers</summary><div class=\"wide\"><table><thead><tr>"
                + "<th scope=\"col\">%s</th>%s</tr></thead>\n<tbody>\n",
            Html.text(xName), header)
        + rows.stream().map(this::row).collect(Collectors.joining())
        + "</tbody></table></div></details>\n";
  }

  private static void addSome(List<Series.Point> points, TreeSet<Double> rows) {
    int count = Math.min(ROWS, points.size());
    for (int i = 0; i < count; i++) {
      int index = count == 1 ? 0 : (int) ((long) i * (points.size() - 1) / (count - 1));
      rows.add(points.get(index).x());
    }
  }

  private String row(double x) {
    String cells =
        series.stream()
            .map(
                it ->
                    it.points().stream()
                        .filter(point -> point.x() == x)
                        .map(point -> Numbers.number(point.y()))
                        .findFirst()
                        .orElse(""))
            .map(cell -> "<td>" + cell + "</td>")
            .collect(Collectors.joining());
    String name = x == Math.rint(x) ? Numbers.count((long) x) : Numbers.number(x);
    return "<tr><th scope=\"row\">" + name + "</th>" + cells + "</tr>\n";
  }
}
