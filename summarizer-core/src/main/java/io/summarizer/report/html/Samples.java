package io.summarizer.report.html;

import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The same examples at each evaluation; radio buttons lead from one to the next, without script.
 */
final class Samples {
  /** More buttons are not looked at; of more evaluations some are left out. */
  private static final int MOST = 16;

  private Samples() {}

  static String html(Course course) {
    List<EvaluationPoint> shown =
        some(
            course.evaluations().stream().filter(it -> !samples(it).isEmpty()).toList(),
            course.best().map(EvaluationPoint::step).orElse(-1L));
    if (shown.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder();
    html.append(
        """
        <ul class="legend">
        <li><mark>matched</mark> in both, in their order</li>
        <li><ins>extra</ins> in the generated summary only</li>
        <li><del>missed</del> in the reference only</li>
        </ul>
        <div class="steps">
        """);
    for (int i = 0; i < shown.size(); i++) {
      EvaluationPoint point = shown.get(i);
      boolean best = course.best().filter(it -> it.step() == point.step()).isPresent();
      html.append(panel(point, best, i, i == shown.size() - 1));
    }
    html.append("</div>\n").append(articles(samples(shown.get(shown.size() - 1))));
    return html.toString();
  }

  private static List<Evaluation.Sample> samples(EvaluationPoint point) {
    return point.evaluation().generated().map(Evaluation.Generated::samples).orElse(List.of());
  }

  /** Evenly chosen, with the first, the best and the last. */
  private static List<EvaluationPoint> some(List<EvaluationPoint> all, long best) {
    if (all.size() <= MOST) {
      return all;
    }
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int i = 0; i < MOST - 1; i++) {
      chosen.add(i * (all.size() - 1) / (MOST - 2));
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).step() == best) {
        chosen.add(i);
      }
    }
    return chosen.stream().sorted().<EvaluationPoint>map(all::get).toList();
  }

  private static String panel(EvaluationPoint point, boolean best, int number, boolean chosen) {
    String name = Html.format("epoch %.2f%s", point.epoch(), best ? " (best)" : "");
    StringBuilder html = new StringBuilder();
    html.append(
        Html.format(
            "<input type=\"radio\" name=\"evaluation\" id=\"evaluation-%d\"%s/>"
                + "<label for=\"evaluation-%d\">%s</label>\n"
                + "<section aria-label=\"%s\">\n",
            number, chosen ? " checked=\"checked\"" : "", number, name, name));
    List<String> cards = new ArrayList<>();
    for (Evaluation.Sample sample : samples(point)) {
      cards.add(card(sample, cards.size() + 1));
    }
    return html.append(String.join("", cards)).append("</section>\n").toString();
  }

  private static String card(Evaluation.Sample sample, int number) {
    Comparison comparison = Comparison.of(sample.summary(), sample.reference());
    return Html.format(
        "<article class=\"card\">\n<h3>Sample %d <small>ROUGE-L %s</small></h3>\n"
            + "<div class=\"texts\">\n%s%s</div>\n</article>\n",
        number,
        Numbers.score(comparison.f1()),
        text("Generated", comparison.generated()),
        text("Reference", comparison.reference()));
  }

  private static String text(String heading, String html) {
    // The language of the text is not known: not that of the page.
    return Html.format("<div>\n<h4>%s</h4>\n<p class=\"text\" lang=\"\" dir=\"auto\">", heading)
        + (html.isBlank() ? "<em>nothing</em>" : html)
        + "</p>\n</div>\n";
  }

  private static String articles(List<Evaluation.Sample> samples) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < samples.size(); i++) {
      html.append(
              Html.format("<details class=\"card\"><summary>Article of sample %d</summary>", i + 1))
          .append("<p class=\"text\" lang=\"\" dir=\"auto\">")
          .append(Html.text(samples.get(i).article()))
          .append("</p></details>\n");
    }
    return html.toString();
  }
}
