package io.summarizer.report.html;

import io.summarizer.TrainingPause;

/** What did not go as it was to: steps without effect, returns to checkpoints, pauses, breaks. */
final class Incidents {
  private Incidents() {}

  static String html(Course course) {
    StringBuilder items = new StringBuilder();
    course
        .resumedAfter()
        .forEach(step -> item(items, "Gone on with after step " + Numbers.count(step) + "."));
    if (course.skippedSteps() > 0) {
      item(
          items,
          "Steps that changed nothing, because a gradient overflowed in float16: "
              + Numbers.count(course.skippedSteps())
              + ".");
    }
    course
        .rollBacks()
        .forEach(
            it ->
                item(
                    items,
                    Html.format(
                        "Back from step %,d to step %,d: %s",
                        it.failedStep(), it.step(), it.cause())));
    course
        .pauses()
        .forEach(
            it ->
                item(
                    items,
                    Html.format(
                        "Paused after step %,d for %s%s.",
                        it.step(),
                        Numbers.duration(it.seconds()),
                        it.cause().equals(TrainingPause.Cause.HEAT.name())
                            ? ": the GPU was too hot"
                            : "")));
    return items.isEmpty() ? "" : "<ul class=\"card incidents\">\n" + items + "</ul>\n";
  }

  private static void item(StringBuilder items, String text) {
    items.append("<li>").append(Html.text(text)).append("</li>\n");
  }
}
