package io.summarizer.rouge;

import io.summarizer.rouge.Marks.Mark;
import io.summarizer.rouge.Marks.Share;
import io.summarizer.rouge.RougeUnit.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A text as HTML in which neighbouring tokens of the same mark stand in one element. */
final class MarkedText {
  /** Which of the two texts it is: names what does not match there. */
  enum Side {
    GENERATED("g", "ins", "extra"),
    REFERENCE("r", "del", "missed");

    private final String letter;
    private final String unmatched;
    private final String title;

    Side(String letter, String unmatched, String title) {
      this.letter = letter;
      this.unmatched = unmatched;
      this.title = title;
    }

    private Side other() {
      return this == GENERATED ? REFERENCE : GENERATED;
    }
  }

  private record Stretch(int start, int end, Mark mark) {}

  private final String text;
  private final Side side;
  private final int panel;

  /**
   * Creates the writer of one text.
   *
   * @param panel number of the part of the page, which makes ids unique
   */
  MarkedText(String text, Side side, int panel) {
    this.text = text;
    this.side = side;
    this.panel = panel;
  }

  String html(List<Token> tokens, List<Mark> marks) {
    StringBuilder html = new StringBuilder(text.length() * 2);
    int done = 0;
    int runBefore = 0;
    for (Stretch stretch : stretches(tokens, marks)) {
      html.append(Html.escape(text.substring(done, stretch.start())));
      Mark mark = stretch.mark();
      String number = mark.run() == 0 || mark.run() == runBefore ? "" : link(mark.run());
      append(
          html, mark.share(), number, Html.escape(text.substring(stretch.start(), stretch.end())));
      done = stretch.end();
      runBefore = mark.run();
    }
    return html.append(Html.escape(text.substring(done))).toString();
  }

  /** Tokens without a place, and those that begin inside another, are left out. */
  private static List<Stretch> stretches(List<Token> tokens, List<Mark> marks) {
    List<Stretch> stretches = new ArrayList<>();
    int before = -1;
    for (int i : inOrder(tokens)) {
      Mark mark = marks.get(i);
      int start = tokens.get(i).start().orElseThrow();
      int end = tokens.get(i).end().orElseThrow();
      Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
      if (last != null && start < last.end()) {
        continue;
      }
      if (last != null && i == before + 1 && mark.equals(last.mark())) {
        stretches.set(stretches.size() - 1, new Stretch(last.start(), end, mark));
      } else {
        stretches.add(new Stretch(start, end, mark));
      }
      before = i;
    }
    return stretches;
  }

  private static List<Integer> inOrder(List<Token> tokens) {
    return IntStream.range(0, tokens.size())
        .filter(i -> tokens.get(i).start().isPresent())
        .boxed()
        .sorted(Comparator.comparingInt(i -> tokens.get(i).start().orElseThrow()))
        .toList();
  }

  private void append(StringBuilder html, Share share, String number, String words) {
    String before =
        switch (share) {
          case NO_UNITS -> "";
          case ALL -> "<mark title=\"matched\">";
          case SOME -> "<mark class=\"partly\" title=\"partly matched\">";
          case NONE -> "<" + side.unmatched + " title=\"" + side.title + "\">";
        };
    String after =
        switch (share) {
          case NO_UNITS -> "";
          case ALL, SOME -> "</mark>";
          case NONE -> "</" + side.unmatched + ">";
        };
    html.append(before).append(number).append(words).append(after);
  }

  /** The number of a run at its beginning, which leads to where the other text has it. */
  private String link(int run) {
    return "<sup id=\""
        + id(side, run)
        + "\"><a href=\"#"
        + id(side.other(), run)
        + "\">"
        + run
        + "</a></sup>";
  }

  private String id(Side side, int run) {
    return side.letter + panel + "-" + run;
  }
}
