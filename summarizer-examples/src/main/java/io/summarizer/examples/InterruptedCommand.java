package io.summarizer.examples;

/** A command ended because it was told to, by Ctrl-C or {@code kill}; it has said so already. */
final class InterruptedCommand extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
