package io.summarizer.report.html;

import java.util.Locale;

/**
 * How a run stands.
 *
 * @param text for people
 * @param good whether it went as it was to
 */
record Status(String text, boolean good) {
  static Status of(Course course, boolean running) {
    if (course.end().isPresent()) {
      String end = course.end().get().toLowerCase(Locale.ROOT).replace('_', ' ');
      return new Status(end, true);
    }
    return running
        ? new Status("running", true)
        : new Status("broken off after step " + Numbers.count(course.lastStep()), false);
  }
}
