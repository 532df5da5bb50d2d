package io.summarizer.report.html;

import io.summarizer.TokenizationReport;
import io.summarizer.TrainingPlan;
import io.summarizer.audit.Lengths;

/** What became of the rows of the data, and how long the examples are. */
final class DataSection {
  private DataSection() {}

  static String html(TrainingPlan plan) {
    return """
        <div class="card wide"><table>
        <thead><tr><th scope="col">data</th><th scope="col">rows</th><th scope="col">dropped</th>\
        <th scope="col">articles cut</th><th scope="col">summaries cut</th></tr></thead>
        <tbody>
        """
        + row("training", plan.train())
        + plan.validation().map(report -> row("validation", report)).orElse("")
        + "</tbody></table></div>\n<div class=\"charts\">\n"
        + new Histogram(
                "articles", "Tokens of training articles, prefix included", plan.lengths().source())
            .html()
        + new Histogram("summaries", "Tokens of training summaries", plan.lengths().target()).html()
        + "</div>\n"
        + Html.format(
            "<p>%.1f %% of the tokens of the first epoch are padding.</p>\n", 100 * plan.padding())
        + advice("summaries", plan.lengths().target(), "maxTargetLength")
        + advice("articles", plan.lengths().source(), "maxSourceLength");
  }

  private static String row(String name, TokenizationReport report) {
    return Html.format(
        "<tr><th scope=\"row\">%s</th><td>%,d</td><td>%,d</td><td>%s</td><td>%s</td></tr>\n",
        name,
        report.rowsRead(),
        report.rowsDropped(),
        share(report.sourcesTruncated(), report.rowsKept()),
        share(report.targetsTruncated(), report.rowsKept()));
  }

  private static String share(long count, long of) {
    return Html.format("%,d (%.1f %%)", count, of == 0 ? 0 : 100.0 * count / of);
  }

  /** Much of the text is not seen. */
  private static String advice(String texts, Lengths lengths, String option) {
    long count = lengths.histogram().stream().mapToLong(Lengths.Bar::texts).sum();
    return lengths.truncated() * 10 <= count
        ? ""
        : Html.format(
            "<p class=\"note\">More than a tenth of the %s are cut to %s, %,d tokens: their ends"
                + " are not learned from.</p>\n",
            texts, option, lengths.limit());
  }
}
