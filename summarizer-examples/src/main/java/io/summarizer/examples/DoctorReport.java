package io.summarizer.examples;

import io.summarizer.doctor.Finding;
import io.summarizer.doctor.Verdict;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings in lines for people, or as a JSON array for programs. */
final class DoctorReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DoctorReport() {}

  static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(line(verdict(finding), finding.subject(), finding.found()));
      finding.advice().forEach(step -> text.append(line("", "", "-> " + step)));
    }
    return text + "\n" + summary(findings);
  }

  private static String line(String verdict, String subject, String found) {
    return String.format(Locale.ROOT, "%-8s %-18s %s", verdict, subject, found).stripTrailing()
        + "\n";
  }

  private static String verdict(Finding finding) {
    return finding.verdict().name().toLowerCase(Locale.ROOT);
  }

  private static String summary(List<Finding> findings) {
    long problems = count(findings, Verdict.PROBLEM);
    long warnings = count(findings, Verdict.WARNING);
    if (problems > 0) {
      return "Problems: " + problems + ". Nothing can be trained or run before they are solved.";
    }
    return warnings == 0
        ? "Everything is there."
        : "Warnings: " + warnings + ". Models can be trained and run on the CPU.";
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  static String json(List<Finding> findings) {
    ArrayNode array = JSON.createArrayNode();
    for (Finding finding : findings) {
      ObjectNode object =
          array
              .addObject()
              .put("subject", finding.subject())
              .put("verdict", verdict(finding))
              .put("found", finding.found());
      ArrayNode advice = object.putArray("advice");
      finding.advice().forEach(advice::add);
    }
    return array.toPrettyString();
  }
}
