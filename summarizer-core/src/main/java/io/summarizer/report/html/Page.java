package io.summarizer.report.html;

import io.summarizer.TrainingPlan;
import io.summarizer.gpu.GpuUsage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** The whole page: an HTML document that is also well-formed XML. */
final class Page {
  private static final String CSS = css();

  private Page() {}

  static String of(Course course, Optional<GpuUsage> gpu, Status status) {
    TrainingPlan plan = course.plan();
    String model = Html.text(Numbers.fileName(plan.setting("model")));
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        """
        + "<title>Fine-tuning of "
        + model
        + "</title>\n<style>\n"
        + CSS
        + "</style>\n</head>\n<body>\n"
        + header(course, model, status)
        + "<main>\n"
        + new Tiles(course, gpu).html()
        + section("curves", "Curves", RunCharts.html(course))
        + section("gpu", "GPU", GpuSection.html(course, gpu))
        + section("incidents", "Incidents", Incidents.html(course))
        + section("evaluations", "Evaluations", EvaluationTable.html(course))
        + section("samples", "Samples", Samples.html(course))
        + section("data", "Data", DataSection.html(plan))
        + section("settings", "Settings", settings(plan))
        + "</main>\n<footer>Made by Summarizer from metrics.jsonl.</footer>\n</body>\n</html>\n";
  }

  private static String header(Course course, String model, Status status) {
    TrainingPlan plan = course.plan();
    return Html.format(
        "<header>\n<h1>Fine-tuning of %s <span class=\"status %s\">%s</span></h1>\n"
            + "<p>Step <b>%s</b> of %s on <b>%s</b>%s</p>\n</header>\n",
        model,
        status.good() ? "good" : "bad",
        Html.text(status.text()),
        Numbers.count(course.lastStep()),
        Numbers.count(plan.totalSteps()),
        Html.text(Numbers.fileName(plan.setting("train"))),
        course.modelStep() == 0 || course.modelStep() == course.lastStep()
            ? ""
            : ", the model is that of step <b>" + Numbers.count(course.modelStep()) + "</b>");
  }

  /** A part of the page under its heading; nothing if it is empty. */
  private static String section(String id, String heading, String content) {
    return content.isEmpty()
        ? ""
        : Html.format("<section id=\"%s\">\n<h2>%s</h2>\n%s</section>\n", id, heading, content);
  }

  private static String settings(TrainingPlan plan) {
    StringBuilder rows = new StringBuilder();
    plan.settings()
        .forEach(
            (name, value) ->
                rows.append(
                    Html.format(
                        "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n",
                        Html.text(name), Html.text(value))));
    return "<div class=\"card wide settings\"><table><tbody>\n" + rows + "</tbody></table></div>\n";
  }

  private static String css() {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("report.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css cannot be read from the jar", e);
    }
  }
}
