package io.summarizer.examples.uses;

import io.summarizer.Evaluation;
import io.summarizer.Summarizer;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.rouge.Bootstrap;
import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeConfidence;
import io.summarizer.rouge.RougePair;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Scores a model on a data set, with 95 % confidence intervals: MODEL DATA. */
public final class ConfidentEvaluation {
  private ConfidentEvaluation() {}

  /** Runs the example. */
  public static void main(String[] args) {
    if (args.length != 2) {
      throw new IllegalArgumentException("expected MODEL DATA");
    }
    RougeAggregate scores = scores(Path.of(args[0]), Dataset.open(Path.of(args[1])));
    RougeConfidence interval = scores.confidence(Bootstrap.defaults()); // 95 %, 1,000 resamples
    scores
        .types()
        .forEach(
            type ->
                System.out.printf(
                    Locale.ROOT,
                    "%-9s F1 %.4f, %.4f to %.4f%n",
                    type,
                    scores.mean().get(type).f1(),
                    interval.low().get(type).f1(),
                    interval.high().get(type).f1()));
  }

  /** The scores of each summary, from 0 to 1; fits data that fits the memory. */
  static RougeAggregate scores(Path model, Dataset data) {
    try (Summarizer summarizer = Summarizer.load(model);
        Stream<Example> examples = data.stream()) {
      List<Example> all = examples.toList();
      List<String> summaries =
          summarizer.summarize(all.stream().map(Example::article).toList()).stream()
              .map(summary -> summary.text())
              .toList();
      return Evaluation.SCORER.scoreAll(
          IntStream.range(0, all.size())
              .mapToObj(i -> new RougePair(summaries.get(i), all.get(i).references())));
    }
  }
}
