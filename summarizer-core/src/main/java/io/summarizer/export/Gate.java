package io.summarizer.export;

import io.summarizer.Evaluation;
import io.summarizer.ExportRefusedException;
import io.summarizer.ExportReport;
import io.summarizer.data.DataException;
import io.summarizer.data.Example;
import io.summarizer.model.T5Config;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.rouge.RougePair;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs exported files over a data set, and refuses those that summarize worse than allowed. */
final class Gate {
  /** Articles that go through the graphs together. */
  private static final int BATCH = 8;

  private static final double NANOSECONDS = 1e9;

  private final Path target;
  private final ExportPlan.GateRule rule;
  private final T5Config config;
  private final int maxNewTokens;
  private final Tokenizer tokenizer;
  private final SessionOptions options;
  private ExportReport.@Nullable Gate result;

  /**
   * A gate.
   *
   * @param target where the files are to end up, for messages
   */
  Gate(
      Path target,
      ExportPlan.GateRule rule,
      T5Config config,
      int maxNewTokens,
      Tokenizer tokenizer,
      int threads) {
    this.target = target;
    this.rule = rule;
    this.config = config;
    this.maxNewTokens = maxNewTokens;
    this.tokenizer = tokenizer;
    this.options = new SessionOptions(threads, null);
  }

  /**
   * Compares a layout's files with the same in float32.
   *
   * @throws ExportRefusedException if they are too much worse
   */
  void check(Layout layout, Path directory, Path full) {
    Score before = score(layout.inFloat32(), full);
    Score after = score(layout, directory);
    ExportReport.Gate measured =
        new ExportReport.Gate(
            rule.type(),
            before.articles(),
            before.rouge(),
            after.rouge(),
            rule.maxDrop(),
            before.seconds(),
            after.seconds());
    if (!measured.passed()) {
      throw new ExportRefusedException(target, measured);
    }
    result = measured;
  }

  /** What was measured. */
  ExportReport.Gate result() {
    return Objects.requireNonNull(result);
  }

  private record Score(int articles, double rouge, double seconds) {}

  private Score score(Layout layout, Path directory) {
    RougeAggregator scores = new RougeAggregator();
    long nanoseconds = 0;
    try (ExportedModel model =
            ExportedModel.open(layout, directory, config, maxNewTokens, options);
        Stream<Example> rows = rule.data().stream().filter(Gate::isWhole)) {
      List<Example> batch = new ArrayList<>();
      for (Iterator<Example> rest = rows.iterator(); rest.hasNext(); ) {
        batch.add(rest.next());
        if (batch.size() == BATCH || !rest.hasNext()) {
          List<int[]> sources =
              batch.stream().map(row -> tokenizer.source(row.article()).ids()).toList();
          long start = System.nanoTime();
          List<int[]> generated = model.generate(sources);
          nanoseconds += System.nanoTime() - start;
          for (int i = 0; i < batch.size(); i++) {
            String summary = tokenizer.decode(generated.get(i));
            scores.add(Evaluation.SCORER.score(new RougePair(summary, batch.get(i).references())));
          }
          batch.clear();
        }
      }
    }
    if (scores.count() == 0) {
      throw new DataException(
          rule.data().name()
              + ": expected at least one row with an article and a summary for the gate, got none."
              + " Check the file and the names of its fields");
    }
    return new Score(
        Math.toIntExact(scores.count()),
        scores.aggregate().mean().get(rule.type()).f1(),
        nanoseconds / NANOSECONDS);
  }

  private static boolean isWhole(Example row) {
    return !row.article().isBlank() && !row.summary().isBlank();
  }
}
