package io.summarizer.graph;

/** The nodes that {@link Graph#segment} marks as one part; two are equal only if they are one. */
final class Segment {
  private final String name;

  Segment(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return "segment \"" + name + "\"";
  }
}
