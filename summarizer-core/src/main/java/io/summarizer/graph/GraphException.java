package io.summarizer.graph;

/**
 * A graph that cannot be built: an operator's inputs have the wrong number, type or shape.
 *
 * <p>No input of a user leads to it: whoever meets it has found a defect of what builds the graph.
 */
public final class GraphException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  GraphException(String message) {
    super(message);
  }
}
