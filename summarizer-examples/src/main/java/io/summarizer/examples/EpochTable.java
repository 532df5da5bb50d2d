package io.summarizer.examples;

import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPlan;
import io.summarizer.rouge.RougeScores;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The history of a run as a table, a row as soon as its epoch is done. ROUGE is F1 x 100, as papers
 * print it.
 */
final class EpochTable implements TrainingListener {
  private static final String HEADER =
      " epoch  train loss  val loss  rouge1  rouge2  rougeL  rougeLsum  gen len  seconds  samples/s";
  private static final String ROW = "%6.2f  %10.4f  %8s  %s  %7s  %7.1f  %9.1f";

  private final Streams streams;

  EpochTable(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void onStart(TrainingPlan plan) {
    streams.print(HEADER);
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    streams.print(row(epoch));
  }

  static String row(EpochResult epoch) {
    return String.format(
        Locale.ROOT,
        ROW,
        epoch.epoch(),
        epoch.trainLoss(),
        cell("%.4f", epoch.evaluation(), Evaluation::loss),
        epoch
            .evaluation()
            .flatMap(Evaluation::rouge)
            .map(EpochTable::scores)
            .orElse("     -       -       -          -"),
        cell(
            "%.1f",
            epoch.evaluation().flatMap(Evaluation::generated), Evaluation.Generated::length),
        epoch.seconds(),
        epoch.samplesPerSecond());
  }

  /** The four scores, under the table's columns. */
  static String scores(RougeScores rouge) {
    return String.format(
        Locale.ROOT,
        "%6.2f  %6.2f  %6.2f  %9.2f",
        100 * rouge.rouge1().f1(),
        100 * rouge.rouge2().f1(),
        100 * rouge.rougeL().f1(),
        100 * rouge.rougeLsum().f1());
  }

  private static <T> String cell(String format, Optional<T> measured, ToDoubleFunction<T> value) {
    return measured
        .map(m -> String.format(Locale.ROOT, format, value.applyAsDouble(m)))
        .orElse("-");
  }
}
