package io.summarizer.examples;

import io.summarizer.EarlyStopping;
import io.summarizer.Evaluation;
import io.summarizer.FineTuning;
import io.summarizer.Metric;
import io.summarizer.rouge.RougeType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When and how a run is evaluated, and what follows from it. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EvaluationOptions {
  @Option(
      names = "--evaluate-steps",
      paramLabel = "N",
      description = "Evaluates every N optimizer steps. Default: after every epoch.")
  private @Nullable Long evaluateSteps;

  @Option(
      names = "--evaluation-batch-size",
      paramLabel = "N",
      description = "Examples evaluated together. Default: the batch size.")
  private @Nullable Integer evaluationBatchSize;

  @Option(
      names = "--evaluation-limit",
      paramLabel = "N",
      description = "Evaluates on the first N validation examples only. Default: all.")
  private @Nullable Integer evaluationLimit;

  @Option(
      names = "--no-generate",
      description = "Measures the loss only: generates no summaries, so that there is no ROUGE.")
  private boolean noGenerate;

  @Option(
      names = "--best-metric",
      paramLabel = "NAME",
      description =
          "By what evaluations are compared: loss, rouge1, rouge2, rougeL or rougeLsum. Default: loss.")
  private @Nullable String bestMetric;

  @Option(
      names = "--load-best-at-end",
      description = "Makes the model of the best evaluation, rather than of the last step.")
  private boolean loadBestAtEnd;

  @Option(
      names = "--early-stopping-patience",
      paramLabel = "N",
      description =
          "Ends the run after N evaluations in a row that are no better than the best before. Default: it goes on.")
  private @Nullable Integer patience;

  @Option(
      names = "--early-stopping-threshold",
      paramLabel = "X",
      description =
          "By how much an evaluation must be better to count for --early-stopping-patience. Default: 0.")
  private @Nullable Double threshold;

  /** Sets what was given; the library knows the defaults of the rest. */
  FineTuning.Builder applyTo(FineTuning.Builder builder) {
    FineTuning.Builder options = builder;
    options = Given.set(options, Given.steps(evaluateSteps), FineTuning.Builder::evaluateEvery);
    options = Given.set(options, evaluationBatchSize, FineTuning.Builder::evaluationBatchSize);
    options = Given.set(options, evaluationLimit, FineTuning.Builder::evaluationLimit);
    options = Given.set(options, metric(), FineTuning.Builder::bestMetric);
    options = Given.set(options, earlyStopping(), FineTuning.Builder::earlyStopping);
    options = noGenerate ? options.generateInEvaluation(false) : options;
    return loadBestAtEnd ? options.loadBestAtEnd(true) : options;
  }

  private @Nullable Metric metric() {
    if (bestMetric == null || bestMetric.equals(Metric.LOSS.name())) {
      return bestMetric == null ? null : Metric.LOSS;
    }
    RougeType type = RougeType.parse(bestMetric);
    if (!Evaluation.SCORER.profile().types().contains(type)) {
      throw new IllegalArgumentException(
          "bestMetric: expected loss, rouge1, rouge2, rougeL or rougeLsum, got " + bestMetric);
    }
    return Metric.rouge(type);
  }

  private @Nullable EarlyStopping earlyStopping() {
    if (patience == null) {
      if (threshold != null) {
        throw new IllegalArgumentException(
            "--early-stopping-threshold: expected --early-stopping-patience too, which it is for");
      }
      return null;
    }
    return new EarlyStopping(patience, threshold == null ? 0 : threshold);
  }
}
