package io.summarizer.report.html;

import io.summarizer.audit.Lengths;
import java.util.List;
import java.util.stream.Collectors;

/** The lengths of texts as bars. */
record Histogram(String id, String title, Lengths lengths) {
  String html() {
    return Html.format(
            "<figure class=\"card\" id=\"%s\">\n<figcaption><b>%s</b></figcaption>\n", id, title)
        + Html.format(
            "<p class=\"axis\">median %,d, 90 %% up to %,d, longest %,d, limit %,d</p>\n",
            lengths.median(), lengths.percentile90(), lengths.longest(), lengths.limit())
        + bars()
        + "</figure>\n";
  }

  /** A table that looks like one of bars: nothing is lost where there is no style sheet. */
  private String bars() {
    List<Lengths.Bar> bars = lengths.histogram();
    long most = bars.stream().mapToLong(Lengths.Bar::texts).max().orElse(1);
    return bars.stream()
        .dropWhile(bar -> bar.texts() == 0)
        .map(
            bar ->
                Html.format(
                    "<tr><th scope=\"row\">%,d to %,d</th><td class=\"bar\" style=\"--share:%.4f\">"
                        + "%,d</td></tr>\n",
                    bar.from(), bar.to(), (double) bar.texts() / Math.max(1, most), bar.texts()))
        .collect(
            Collectors.joining(
                "",
                "<table class=\"bars\"><thead><tr><th scope=\"col\">tokens</th>"
                    + "<th scope=\"col\">texts</th></tr></thead><tbody>\n",
                "</tbody></table>\n"));
  }
}
