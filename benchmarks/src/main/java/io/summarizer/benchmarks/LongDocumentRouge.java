package io.summarizer.benchmarks;

import com.google.common.collect.Lists;
import io.summarizer.Evaluation;
import io.summarizer.LongDocuments;
import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.rouge.RougeScores;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * ROUGE of the summaries of long articles, of which the model sees the beginning or all in parts. A
 * long article is several articles of a file one after another, its reference all their summaries.
 */
public final class LongDocumentRouge {
  private static final List<Integer> ARTICLES = List.of(1, 2, 4, 8, 16);
  private static final int MOST_DOCUMENTS = 100;

  private LongDocumentRouge() {}

  /** Arguments: a model, a file of articles and summaries, and the most tokens of a summary. */
  public static void main(String[] arguments) {
    Path model = Path.of(arguments[0]);
    int maxNewTokens = Integer.parseInt(arguments[2]);
    List<Example> examples;
    try (Stream<Example> rows = Dataset.open(Path.of(arguments[1])).stream()) {
      examples = rows.toList();
    }
    System.out.println(
        "articles documents  tokens  long documents    parts   seen  tokens  rouge1  rouge2"
            + "  rougeL  rougeLsum");
    for (int articles : ARTICLES) {
      List<List<Example>> groups = Lists.partition(examples, articles);
      List<Example> documents =
          groups.subList(0, Math.min(MOST_DOCUMENTS, examples.size() / articles)).stream()
              .map(LongDocumentRouge::joined)
              .toList();
      for (LongDocuments mode : LongDocuments.values()) {
        try (Summarizer summarizer = load(model, mode, maxNewTokens)) {
          measure(articles, mode, summarizer, documents);
        }
      }
    }
  }

  private static Summarizer load(Path model, LongDocuments mode, int maxNewTokens) {
    return Summarizer.loader(model)
        .longDocuments(mode)
        .generation(own -> own.maxNewTokens(maxNewTokens))
        .load();
  }

  private static Example joined(List<Example> group) {
    return new Example(
        group.get(0).id(), joined(group, Example::article), joined(group, Example::summary));
  }

  private static String joined(List<Example> group, Function<Example, String> text) {
    return group.stream().map(text).collect(Collectors.joining(" "));
  }

  private static void measure(
      int articles, LongDocuments mode, Summarizer summarizer, List<Example> documents) {
    List<Summary> summaries = summarizer.summarize(Lists.transform(documents, Example::article));
    RougeAggregator scores = new RougeAggregator();
    for (int i = 0; i < documents.size(); i++) {
      scores.add(Evaluation.SCORER.score(summaries.get(i).text(), documents.get(i).summary()));
    }
    RougeScores mean = scores.aggregate().mean();
    System.out.printf(
        Locale.ROOT,
        "%8d %9d %7.0f  %-15s %7.1f %5.0f%% %7.1f %7.2f %7.2f %7.2f %10.2f%n",
        articles,
        documents.size(),
        mean(summaries, Summary::inputTokens),
        mode,
        mean(summaries, Summary::parts),
        100 * mean(summaries, s -> (double) s.usedTokens() / s.inputTokens()),
        mean(summaries, s -> s.tokenIds().size()),
        100 * mean.rouge1().f1(),
        100 * mean.rouge2().f1(),
        100 * mean.rougeL().f1(),
        100 * mean.rougeLsum().f1());
  }

  private static double mean(List<Summary> summaries, ToDoubleFunction<Summary> value) {
    return summaries.stream().mapToDouble(value).average().orElseThrow();
  }
}
