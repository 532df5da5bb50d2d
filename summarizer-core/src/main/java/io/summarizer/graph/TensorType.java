package io.summarizer.graph;

/** The element type and shape of a tensor. */
public record TensorType(DataType type, Shape shape) {
  @Override
  public String toString() {
    return type + "" + shape;
  }
}
