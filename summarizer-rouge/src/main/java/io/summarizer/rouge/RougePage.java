package io.summarizer.rouge;

import io.summarizer.rouge.MarkedText.Side;
import io.summarizer.rouge.RougeUnit.Token;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of {@link RougeExplanation#toHtml}. */
final class RougePage {
  /** Units to show in a list; a long text has thousands, which nobody reads on a page. */
  private static final int LISTED = 200;

  /** A list up to this length is shown at once, a longer one when asked for. */
  private static final int OPEN = 24;

  private final RougeExplanation explanation;
  private final List<RougeAlignment> alignments;

  private RougePage(RougeExplanation explanation) {
    this.explanation = explanation;
    this.alignments = List.copyOf(explanation.byType().values());
  }

  static String of(RougeExplanation explanation) {
    return new RougePage(explanation).page();
  }

  private String page() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>ROUGE explained</title>
        <style>
        """
        + PageStyle.CSS
        + """
        </style>
        </head>
        <body>
        <header>
        <h1>ROUGE explained</h1>
        <p>Profile """
        + " <b>"
        + Html.escape(explanation.scores().profile().toString())
        + "</b></p>\n</header>\n<main>\n"
        + scores()
        + textsWithoutTokens()
        + legend()
        + panels()
        + "</main>\n</body>\n</html>\n";
  }

  private String scores() {
    return """
        <div class="wide">
        <table>
        <caption>Scores and counted units</caption>
        <thead><tr><th scope="col">Type</th><th scope="col">Precision</th>\
        <th scope="col">Recall</th><th scope="col">F1</th><th scope="col" class="count">Matched</th>\
        <th scope="col" class="count">Extra</th><th scope="col" class="count">Missed</th></tr></thead>
        <tbody>
        """
        + alignments.stream().map(RougePage::row).collect(Collectors.joining())
        + "</tbody>\n</table>\n</div>\n";
  }

  private static String row(RougeAlignment alignment) {
    RougeScore score = alignment.score();
    return format(
        "<tr><th scope=\"row\">%s</th><td>%.4f</td><td>%.4f</td>"
            + "<td class=\"f1\" style=\"--f1:%.4f\">%.4f</td>"
            + "<td class=\"count\">%,d</td><td class=\"count\">%,d</td>"
            + "<td class=\"count\">%,d</td></tr>%n",
        alignment.type().name(),
        score.precision(),
        score.recall(),
        score.f1(),
        score.f1(),
        alignment.matched().size(),
        alignment.extra().size(),
        alignment.missed().size());
  }

  private String textsWithoutTokens() {
    return explanation.scores().textsWithoutTokens() == 0
        ? ""
        : """
        <p class="note">A text without a token that the tokenizer knows scores 0, whatever it \
        says: texts in other scripts need another tokenizer.</p>
        """;
  }

  private static String legend() {
    return """
        <ul class="legend">
        <li><mark><sup>1</sup>matched</mark> in both texts; equal numbers are partners</li>
        <li><mark class="partly">partly</mark> in matched units and in others</li>
        <li><ins>extra</ins> in the generated text only</li>
        <li><del>missed</del> in the reference only</li>
        </ul>
        <input type="checkbox" id="numbers" checked="checked"/>\
        <label for="numbers">Show partner numbers</label>
        """;
  }

  private String panels() {
    StringBuilder panels = new StringBuilder("<div class=\"types\">\n");
    for (int i = 0; i < alignments.size(); i++) {
      panels.append(panel(alignments.get(i), i + 1));
    }
    return panels.append("</div>\n").toString();
  }

  private String panel(RougeAlignment alignment, int number) {
    String name = alignment.type().name();
    return format(
            "<input type=\"radio\" name=\"type\" id=\"type-%d\"%s/><label for=\"type-%d\">%s</label>%n",
            number, number == 1 ? " checked=\"checked\"" : "", number, name)
        + format(
            "<section aria-label=\"%s\">%n<h2>%s <small>%s</small></h2>%n<p>%s</p>%n",
            name, name, alignment.type().units(), alignment.type().working(alignment))
        + texts(alignment, number)
        + lists(alignment)
        + "</section>\n";
  }

  private String texts(RougeAlignment alignment, int panel) {
    List<Token> generated = alignment.generatedTokens();
    List<Token> reference = alignment.referenceTokens();
    Marks marks = Marks.of(alignment.matching(), generated.size(), reference.size());
    return "<div class=\"texts\">\n"
        + text(
            "Generated",
            generated,
            new MarkedText(explanation.generated(), Side.GENERATED, panel)
                .html(generated, marks.generated()))
        + text(
            "Reference",
            reference,
            new MarkedText(explanation.reference(), Side.REFERENCE, panel)
                .html(reference, marks.reference()))
        + "</div>\n";
  }

  private static String text(String heading, List<Token> tokens, String html) {
    long unplaced = tokens.stream().filter(token -> token.start().isEmpty()).count();
    return format("<article>%n<h3>%s <small>%s</small></h3>%n", heading, tokens(tokens.size()))
        // The language of the text is not known: not that of the page.
        + "<p class=\"text\" lang=\"\" dir=\"auto\">"
        + html
        + "</p>\n"
        + (html.isEmpty() ? "<p class=\"note\">The text is empty.</p>\n" : "")
        + (unplaced == 0
            ? ""
            : format(
                "<p class=\"note\">Not marked: %s of sentences that the splitter rewrote.</p>%n",
                tokens(unplaced)))
        + "</article>\n";
  }

  private static String tokens(long count) {
    return count == 1 ? "1 token" : format("%,d tokens", count);
  }

  private static String lists(RougeAlignment alignment) {
    return "<div class=\"lists\">\n"
        + list("Matched", "matched", alignment.matched(), RougePage::spellings)
        + list("Extra", "extra", alignment.extra(), RougeUnit::original)
        + list("Missed", "missed", alignment.missed(), RougeUnit::original)
        + "</div>\n";
  }

  private static <T> String list(
      String heading, String style, List<T> units, Function<T, String> words) {
    if (units.isEmpty()) {
      return format("<p class=\"none\">%s <small>none</small></p>%n", heading);
    }
    List<T> listed = units.subList(0, Math.min(units.size(), LISTED));
    String items =
        listed.stream()
            .map(words)
            .map(unit -> "<li><bdi lang=\"\">" + Html.escape(unit) + "</bdi></li>\n")
            .collect(Collectors.joining());
    return format(
            "<details%s>%n<summary>%s <small>%,d</small></summary>%n<ul class=\"%s\">%n",
            units.size() <= OPEN ? " open=\"open\"" : "", heading, units.size(), style)
        + items
        + "</ul>\n"
        + (listed.size() == units.size()
            ? ""
            : format("<p class=\"note\">and %,d more</p>%n", units.size() - listed.size()))
        + "</details>\n";
  }

  private static String spellings(RougeAlignment.Match match) {
    String generated = match.generated().original();
    String reference = match.reference().original();
    return generated.equals(reference) ? generated : generated + " = " + reference;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
  }
}
