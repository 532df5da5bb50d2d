package io.summarizer.benchmarks;

import io.summarizer.runtime.SelfTest;

/** Prints what a table of figures must name. */
final class Versions {
  private Versions() {}

  /** Prints it. */
  public static void main(String[] arguments) {
    System.out.println("ONNX Runtime " + SelfTest.run());
  }
}
