package io.summarizer.doctor;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param subject what it is, as in "ONNX Runtime"
 * @param verdict how bad it is
 * @param found what is there, for people
 * @param advice what to do, step by step; empty where nothing needs to be done
 */
public record Finding(String subject, Verdict verdict, String found, List<String> advice) {
  /** Copies the list. */
  public Finding {
    advice = List.copyOf(advice);
  }

  static Finding ok(String subject, String found) {
    return new Finding(subject, Verdict.OK, found, List.of());
  }

  static Finding warning(String subject, String found, String... advice) {
    return new Finding(subject, Verdict.WARNING, found, List.of(advice));
  }

  static Finding problem(String subject, String found, String... advice) {
    return new Finding(subject, Verdict.PROBLEM, found, List.of(advice));
  }
}
