package io.summarizer.report.html;

import io.summarizer.EvaluationPoint;
import io.summarizer.TrainingLog;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The curves over the steps. */
final class RunCharts {
  private static final String STEP = "step";

  private RunCharts() {}

  static String html(Course course) {
    String charts =
        chart(course, "loss", "Loss", "mean per label token", false, loss(course))
            + chart(course, "rouge", "ROUGE", "F1 x 100", false, rouge(course))
            + ofLogs(course, "learning-rate", "Learning rate", TrainingLog::learningRate)
            + ofLogs(course, "gradient-norm", "Gradient norm", TrainingLog::gradientNorm)
            + ofLogs(course, "throughput", "Tokens per second", TrainingLog::tokensPerSecond)
            + lossScale(course);
    return charts.isEmpty() ? "" : "<div class=\"charts\">\n" + charts + "</div>\n";
  }

  private static String chart(
      Course course, String id, String title, String unit, boolean fromZero, List<Series> series) {
    return new Chart(id, title, unit, STEP, course.lastStep(), fromZero, series, List.of()).html();
  }

  private static String ofLogs(
      Course course, String id, String title, ToDoubleFunction<TrainingLog> value) {
    return chart(
        course, id, title, "", true, List.of(Series.line(title, 0, points(course, value))));
  }

  private static List<Series.Point> points(Course course, ToDoubleFunction<TrainingLog> value) {
    return course.logs().stream()
        .map(log -> Series.Point.of(log.step(), value.applyAsDouble(log)))
        .toList();
  }

  private static List<Series> loss(Course course) {
    List<Series.Point> training = points(course, TrainingLog::loss);
    if (training.isEmpty()) { // nothing was logged
      training =
          course.epochs().stream()
              .map(epoch -> Series.Point.of(epoch.step(), epoch.trainLoss()))
              .toList();
    }
    return List.of(
        Series.line("training", 0, training),
        Series.dots(
            "validation",
            1,
            course.evaluations().stream()
                .map(point -> Series.Point.of(point.step(), point.evaluation().loss()))
                .toList()));
  }

  private static List<Series> rouge(Course course) {
    List<Series> series = new ArrayList<>();
    for (RougeType type :
        List.of(RougeType.ROUGE_1, RougeType.ROUGE_2, RougeType.ROUGE_L, RougeType.ROUGE_LSUM)) {
      List<Series.Point> points =
          course.evaluations().stream()
              .map(point -> Series.Point.of(point.step(), 100 * f1(point, type)))
              .toList();
      series.add(Series.dots(type.name(), series.size(), points));
    }
    return series;
  }

  private static double f1(EvaluationPoint point, RougeType type) {
    return point
        .evaluation()
        .rouge()
        .map(scores -> scores.byType().get(type))
        .map(RougeScore::f1)
        .orElse(Double.NaN);
  }

  /** Only of interest where losses are scaled. */
  private static String lossScale(Course course) {
    return course.logs().stream().allMatch(log -> log.lossScale() == 1)
        ? ""
        : ofLogs(course, "loss-scale", "Loss scale", TrainingLog::lossScale);
  }
}
