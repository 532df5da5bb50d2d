package io.summarizer.examples;

/** Entry point of the runnable jar. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    System.out.println("summarizer");
  }
}
