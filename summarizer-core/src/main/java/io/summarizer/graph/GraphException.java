package io.summarizer.graph;

import io.summarizer.SummarizerException;

/** A graph that cannot be built: an operator's inputs have the wrong number, type or shape. */
public final class GraphException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  GraphException(String message) {
    super(message);
  }
}
