package io.summarizer.report.html;

import io.summarizer.EvaluationPoint;
import io.summarizer.TrainingLog;
import io.summarizer.gpu.GpuUsage;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures that one looks for first. */
record Tiles(Course course, Optional<GpuUsage> gpu) {
  String html() {
    StringBuilder tiles = new StringBuilder("<ul class=\"tiles\">\n");
    course
        .best()
        .ifPresent(
            best -> {
              best.evaluation().rouge().ifPresent(scores -> addScores(tiles, scores, best));
              tile(
                  tiles,
                  "validation loss",
                  Numbers.number(best.evaluation().loss()),
                  "step " + Numbers.count(best.step()));
            });
    tile(
        tiles,
        "parameters",
        Numbers.count(course.plan().parameters()),
        Numbers.count(course.plan().train().rowsKept()) + " examples");
    tile(tiles, "time", Numbers.duration(course.seconds()), parts());
    median(TrainingLog::tokensPerSecond)
        .ifPresent(
            tokens ->
                tile(
                    tiles,
                    "tokens / s",
                    Numbers.count(Math.round(tokens)),
                    median(TrainingLog::samplesPerSecond)
                        .map(samples -> Html.format("%.1f samples / s", samples))
                        .orElse("")));
    gpu.ifPresent(usage -> addGpu(tiles, usage));
    return tiles.append("</ul>\n").toString();
  }

  private String parts() {
    return course.resumedAfter().isEmpty()
        ? "all in all"
        : "in " + (course.resumedAfter().size() + 1) + " parts";
  }

  private void addScores(StringBuilder tiles, RougeScores scores, EvaluationPoint best) {
    for (RougeType type : List.of(RougeType.ROUGE_1, RougeType.ROUGE_2, RougeType.ROUGE_LSUM)) {
      RougeScore score = scores.byType().get(type);
      if (score != null) {
        tile(
            tiles,
            type.name(),
            Numbers.score(score.f1()),
            Html.format("best, epoch %.2f", best.epoch()));
      }
    }
  }

  private static void addGpu(StringBuilder tiles, GpuUsage usage) {
    usage
        .energyWattHours()
        .ifPresent(energy -> tile(tiles, "energy", Html.format("%.1f Wh", energy), "of the GPU"));
    usage
        .peakMemoryBytes()
        .ifPresent(
            bytes ->
                tile(
                    tiles,
                    "GPU memory",
                    Html.format("%.1f GiB", bytes / (double) (1L << 30)),
                    "peak"));
  }

  /** The middle one: the first steps are slow, and say little of the others. */
  private Optional<Double> median(ToDoubleFunction<TrainingLog> value) {
    List<Double> sorted =
        course.logs().stream()
            .map(value::applyAsDouble)
            .filter(Double::isFinite)
            .sorted(Comparator.naturalOrder())
            .toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }

  private static void tile(StringBuilder tiles, String name, String value, String note) {
    tiles.append(
        Html.format(
            "<li class=\"card\"><span>%s</span><b>%s</b><small>%s</small></li>\n",
            Html.text(name), Html.text(value), Html.text(note)));
  }
}
