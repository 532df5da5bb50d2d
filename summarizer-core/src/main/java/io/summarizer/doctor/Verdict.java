package io.summarizer.doctor;

/** How bad something is that was found. */
public enum Verdict {
  /** As it should be. */
  OK,
  /** Something is slow, small, or cannot be used, but nothing fails that was not asked for. */
  WARNING,
  /** Nothing can be trained or run until it is mended. */
  PROBLEM
}
