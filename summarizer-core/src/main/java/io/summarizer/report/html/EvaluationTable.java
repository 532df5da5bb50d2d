package io.summarizer.report.html;

import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A row for each epoch and each evaluation. */
final class EvaluationTable {
  private static final String NONE = "";

  private final Course course;
  private final List<RougeType> types;

  private EvaluationTable(Course course) {
    this.course = course;
    this.types =
        course.evaluations().stream()
            .flatMap(point -> point.evaluation().rouge().stream())
            .flatMap(scores -> scores.byType().keySet().stream())
            .distinct()
            .toList();
  }

  static String html(Course course) {
    return course.epochs().isEmpty() && course.evaluations().isEmpty()
        ? ""
        : new EvaluationTable(course).html();
  }

  private String html() {
    List<String> header =
        new ArrayList<>(List.of("epoch", "step", "training loss", "validation loss"));
    types.forEach(type -> header.add(type.name()));
    header.addAll(List.of("tokens", "cut", "training", "evaluation", "samples / s"));
    TreeSet<Long> steps = new TreeSet<>();
    course.epochs().forEach(epoch -> steps.add(epoch.step()));
    course.evaluations().forEach(point -> steps.add(point.step()));
    return "<div class=\"card wide\"><table>\n<caption>ROUGE is F1 x 100"
        + profile()
        + "; tokens are those of a generated summary, cut is the share that reached the limit."
        + "</caption>\n<thead><tr>"
        + header.stream()
            .map(name -> "<th scope=\"col\">" + Html.text(name) + "</th>")
            .collect(Collectors.joining())
        + "</tr></thead>\n<tbody>\n"
        + steps.stream().map(this::row).collect(Collectors.joining())
        + "</tbody></table></div>\n";
  }

  private String profile() {
    return types.isEmpty() ? "" : ", profile " + Html.text(Evaluation.SCORER.profile().toString());
  }

  private String row(long step) {
    Optional<EpochResult> epoch =
        course.epochs().stream().filter(it -> it.step() == step).findFirst();
    Optional<EvaluationPoint> point =
        course.evaluations().stream().filter(it -> it.step() == step).findFirst();
    Optional<Evaluation> evaluation = point.map(EvaluationPoint::evaluation);
    boolean best = course.best().filter(it -> it.step() == step).isPresent();
    List<String> cells = new ArrayList<>();
    cells.add(Numbers.count(step));
    cells.add(cell(epoch, it -> Numbers.number(it.trainLoss())));
    cells.add(cell(evaluation, it -> Numbers.number(it.loss())));
    types.forEach(type -> cells.add(cell(evaluation.flatMap(Evaluation::rouge), score(type))));
    Optional<Evaluation.Generated> generated = evaluation.flatMap(Evaluation::generated);
    cells.add(cell(generated, it -> Html.format("%.1f", it.length())));
    cells.add(cell(generated, it -> Html.format("%.0f %%", 100 * it.cut())));
    cells.add(cell(epoch, it -> Numbers.duration(it.seconds())));
    cells.add(cell(evaluation, it -> Numbers.duration(it.seconds())));
    cells.add(cell(epoch, it -> Html.format("%.1f", it.samplesPerSecond())));
    double epochs = epoch.map(EpochResult::epoch).orElseGet(() -> point.orElseThrow().epoch());
    return Html.format(
            "<tr%s><th scope=\"row\">%.2f%s</th>",
            best ? " class=\"best\"" : "", epochs, best ? " <small>best</small>" : "")
        + cells.stream().map(it -> "<td>" + it + "</td>").collect(Collectors.joining())
        + "</tr>\n";
  }

  private static Function<RougeScores, String> score(RougeType type) {
    return scores -> {
      RougeScore score = scores.byType().get(type);
      return score == null ? NONE : Numbers.score(score.f1());
    };
  }

  private static <T> String cell(Optional<T> measured, Function<T, String> text) {
    return measured.map(text).orElse(NONE);
  }
}
