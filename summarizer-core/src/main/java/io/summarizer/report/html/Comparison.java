package io.summarizer.report.html;

import io.summarizer.Evaluation;
import io.summarizer.rouge.RougeAlignment;
import io.summarizer.rouge.RougeType;
import io.summarizer.rouge.RougeUnit;
import io.summarizer.rouge.RougeUnit.Token;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Two texts as HTML in which the words are marked that ROUGE-L matches and does not match.
 *
 * @param f1 of ROUGE-L
 */
record Comparison(String generated, String reference, double f1) {
  static Comparison of(String generated, String reference) {
    RougeAlignment alignment =
        Evaluation.SCORER.explain(generated, reference).get(RougeType.ROUGE_L);
    return new Comparison(
        marked(
            generated,
            alignment.matched().stream().map(RougeAlignment.Match::generated),
            alignment.extra(),
            "ins"),
        marked(
            reference,
            alignment.matched().stream().map(RougeAlignment.Match::reference),
            alignment.missed(),
            "del"),
        alignment.score().f1());
  }

  /** A stretch of the text under one mark. */
  private record Stretch(int end, String element) {}

  private static String marked(
      String text, Stream<RougeUnit> matched, List<RougeUnit> unmatched, String element) {
    TreeMap<Integer, Stretch> stretches = new TreeMap<>();
    matched.forEach(unit -> put(stretches, unit, "mark"));
    unmatched.forEach(unit -> put(stretches, unit, element));
    StringBuilder html = new StringBuilder();
    int done = 0;
    String open = "";
    for (var entry : stretches.entrySet()) {
      Stretch stretch = entry.getValue();
      if (entry.getKey() < done) {
        continue; // a token within another
      }
      String between = Html.text(text.substring(done, entry.getKey()));
      boolean goesOn = open.equals(stretch.element()) && between.isBlank();
      html.append(goesOn || open.isEmpty() ? "" : "</" + open + ">").append(between);
      html.append(goesOn ? "" : "<" + stretch.element() + ">");
      html.append(Html.text(text.substring(entry.getKey(), stretch.end())));
      open = stretch.element();
      done = stretch.end();
    }
    html.append(open.isEmpty() ? "" : "</" + open + ">");
    return html.append(Html.text(text.substring(done))).toString();
  }

  private static void put(TreeMap<Integer, Stretch> stretches, RougeUnit unit, String element) {
    for (Token token : unit.tokens()) {
      token
          .start()
          .ifPresent(
              start -> stretches.put(start, new Stretch(token.end().orElseThrow(), element)));
    }
  }
}
