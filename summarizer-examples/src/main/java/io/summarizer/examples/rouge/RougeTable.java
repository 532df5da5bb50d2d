package io.summarizer.examples.rouge;

import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeConfidence;
import io.summarizer.rouge.RougeProfile.CorpusFigure;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import java.math.BigDecimal;
import java.util.Locale;

/** Scores as a table for people: a row for each type, in percent. */
public final class RougeTable {
  private static final String ROW = "%-12s%9.2f  %6.2f  %6.2f   %6.2f - %5.2f\n";

  private final RougeResult result;
  private final StringBuilder text = new StringBuilder();

  private RougeTable(RougeResult result) {
    this.result = result;
  }

  /** The table, its settings above it; below it the comparison of two systems, A and B. */
  public static String of(RougeResult result) {
    RougeTable table = new RougeTable(result);
    table.addSettings();
    for (int i = 0; i < result.systems().size(); i++) {
      table.text.append('\n');
      if (result.systems().size() > 1) {
        table.addLine(i == 0 ? "A" : "B", result.systems().get(i).name());
      }
      table.addScores(result.systems().get(i).scores());
    }
    result
        .comparison()
        .ifPresent(comparison -> table.text.append("\nMean F1, from 0 to 1:\n").append(comparison));
    return table.text.toString().stripTrailing();
  }

  private void addSettings() {
    RougeAggregate scores = result.first().scores();
    addLine("profile", scores.profile().toString());
    addLine("pairs", String.format(Locale.ROOT, "%,d", scores.count()));
    addLine(
        "figures",
        scores.profile().corpusFigure() == CorpusFigure.MEAN
            ? "mean of the pairs, in %"
            : "median of the bootstrap's means, in %");
    addLine(
        "bootstrap",
        String.format(
            Locale.ROOT,
            "%,d resamples, seed %d",
            result.bootstrap().resamples(),
            result.bootstrap().seed()));
  }

  private void addLine(String name, String value) {
    text.append(String.format(Locale.ROOT, "%-12s%s\n", name, value));
  }

  private void addScores(RougeAggregate scores) {
    text.append(
        String.format(
            Locale.ROOT,
            "%-12s%9s  %6s  %6s   %s %% interval of F1\n",
            "",
            "precision",
            "recall",
            "F1",
            percent(result.bootstrap().level())));
    RougeScores figures = scores.headline(result.bootstrap());
    RougeConfidence confidence = scores.confidence(result.bootstrap());
    for (RougeType type : scores.types()) {
      RougeScore score = figures.get(type);
      text.append(
          String.format(
              Locale.ROOT,
              ROW,
              type,
              100 * score.precision(),
              100 * score.recall(),
              100 * score.f1(),
              100 * confidence.low().get(type).f1(),
              100 * confidence.high().get(type).f1()));
    }
  }

  /** A share in percent, in the digits in which it was given. */
  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
