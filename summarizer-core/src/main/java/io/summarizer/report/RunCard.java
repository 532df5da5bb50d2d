package io.summarizer.report;

import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.TrainingPlan;
import io.summarizer.generate.SummarizationSettings;
import io.summarizer.report.ModelCard.DataSet;
import io.summarizer.report.ModelCard.HistoryRow;
import io.summarizer.report.ModelCard.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The model card of what a run has made. */
public final class RunCard {
  /** How the Hugging Face cache names a repository's directory. */
  private static final Pattern CACHED = Pattern.compile("models--([\\w.-]+?)(?:--([\\w.-]+))?");

  private RunCard() {}

  /**
   * Describes the model of a step.
   *
   * @param step whose parameters the model has
   */
  public static ModelCard of(
      TrainingPlan plan,
      SummarizationSettings summarization,
      List<EpochResult> history,
      List<EvaluationPoint> evaluations,
      long step) {
    List<DataSet> data = new ArrayList<>();
    data.add(new DataSet("training", plan.setting("train"), plan.train().rowsKept()));
    plan.validation()
        .ifPresent(
            it -> data.add(new DataSet("validation", plan.setting("validation"), it.rowsKept())));
    return new ModelCard(
        absolute(plan.setting("outputDirectory")),
        origin(plan.setting("model")),
        summarization,
        data,
        Hyperparameters.of(plan.settings()),
        rows(history, evaluations),
        evaluation(evaluations, step).flatMap(Evaluation::rouge));
  }

  private static String absolute(String directory) {
    return Path.of(directory).toAbsolutePath().normalize().toString();
  }

  /** A model that lies in the Hub's cache is known by its id there. */
  private static Origin origin(String model) {
    Optional<String> hubId =
        Stream.of(model.split("[/\\\\]"))
            .map(CACHED::matcher)
            .filter(Matcher::matches)
            .map(
                name -> name.group(2) == null ? name.group(1) : name.group(1) + "/" + name.group(2))
            .findFirst();
    return new Origin(absolute(model), hubId, Optional.empty());
  }

  private static List<HistoryRow> rows(
      List<EpochResult> history, List<EvaluationPoint> evaluations) {
    TreeSet<Long> steps = new TreeSet<>();
    history.forEach(epoch -> steps.add(epoch.step()));
    evaluations.forEach(point -> steps.add(point.step()));
    return steps.stream().map(step -> row(step, history, evaluations)).toList();
  }

  private static HistoryRow row(
      long step, List<EpochResult> history, List<EvaluationPoint> evaluations) {
    Optional<EpochResult> epoch =
        history.stream().filter(it -> it.step() == step).reduce((first, last) -> last);
    Optional<Evaluation> evaluation = evaluation(evaluations, step);
    double epochs =
        epoch
            .map(EpochResult::epoch)
            .orElseGet(() -> point(evaluations, step).orElseThrow().epoch());
    return new HistoryRow(
        epochs,
        step,
        epoch.stream().mapToDouble(EpochResult::trainLoss).findFirst(),
        evaluation.stream().mapToDouble(Evaluation::loss).findFirst(),
        evaluation.flatMap(Evaluation::rouge));
  }

  private static Optional<Evaluation> evaluation(List<EvaluationPoint> evaluations, long step) {
    return point(evaluations, step).map(EvaluationPoint::evaluation);
  }

  private static Optional<EvaluationPoint> point(List<EvaluationPoint> evaluations, long step) {
    return evaluations.stream().filter(it -> it.step() == step).reduce((first, last) -> last);
  }
}
