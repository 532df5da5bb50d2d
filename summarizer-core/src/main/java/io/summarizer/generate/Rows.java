package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.List;

/** The rows of a batch: the lanes of the first source, those of the second, and so on. */
final class Rows {
  static final Dim BATCH = Dim.named("batch");

  private final Graph graph;
  private final Dim lanes;
  private final Dim all;
  private final Value sources;
  private final Value count;
  private final Value extent;

  /**
   * Rows.
   *
   * @param sources their numbers in the batch that the search began with [B]
   */
  Rows(Value sources, Dim lanes) {
    this.graph = sources.graph();
    this.sources = sources;
    this.lanes = lanes;
    this.all = Shape.of(BATCH, lanes).count();
    this.count = sources.shapeOf();
    this.extent = count.times(graph.scalar(lanes.size()));
  }

  /** The rows of sources that a search begins with: [B] of any content. */
  static Rows first(Value anyOfEach, int lanes) {
    Value count = anyOfEach.shapeOf().reshape(Shape.SCALAR);
    return new Rows(anyOfEach.graph().range(count, BATCH), Dim.of(lanes));
  }

  /** The graph that the rows stand in. */
  Graph graph() {
    return graph;
  }

  /** The rows of a source. */
  Dim lanes() {
    return lanes;
  }

  /** How many rows there are. */
  Dim all() {
    return all;
  }

  /** The numbers of the sources in the batch that the search began with: [B]. */
  Value sources() {
    return sources;
  }

  /** How many sources there are, a vector of one. */
  Value count() {
    return count;
  }

  /** An integer as a scalar. */
  Value scalar(long number) {
    return graph.scalar(number);
  }

  /** A scalar for every row: [rows]. */
  Value fill(Value scalar) {
    return scalar.expandTo(extent, Shape.of(all));
  }

  /** A row for every row: [1, n], with n known, to [rows, n]. */
  Value repeat(Value row) {
    Dim width = row.shape().dim(1);
    Value extents = Value.concat(0, List.of(extent, graph.vector(width.size())));
    return row.expandTo(extents, Shape.of(all, width));
  }

  /** A row for each lane of every source: [lanes, n], with n known, to [rows, n]. */
  Value repeatLanes(Value rowsOfLanes) {
    Dim width = rowsOfLanes.shape().dim(1);
    Value extents = Value.concat(0, List.of(count, graph.vector(lanes.size(), width.size())));
    return rowsOfLanes
        .expandTo(extents, Shape.of(BATCH, lanes, width))
        .reshape(Shape.of(all, width));
  }

  /** Rows without an element: [rows, 0]. */
  Value empty() {
    Value extents = Value.concat(0, List.of(extent, graph.vector(0)));
    return graph.zeros(DataType.FLOAT, extents, Shape.of(all, Dim.of(0)));
  }

  /** A scalar for every lane of every source: [B, lanes]. */
  Value fillSources(Value scalar) {
    Value extents = Value.concat(0, List.of(count, graph.vector(lanes.size())));
    return scalar.expandTo(extents, Shape.of(BATCH, lanes));
  }

  /** The first row of each source: [B, 1]. */
  Value firstOfSources() {
    return of(graph.range(count.reshape(Shape.SCALAR), BATCH)).slice(1, 0, 1);
  }

  /** The numbers of the rows in the batch that the search began with: [rows]. */
  Value numbers() {
    return of(sources).reshape(Shape.of(all));
  }

  /** The rows of sources of some numbers: [n] to [n, lanes]. */
  Value of(Value numbers) {
    return numbers
        .times(graph.scalar(lanes.size()))
        .reshape(Shape.of(numbers.shape().dim(0), Dim.ONE))
        .plus(graph.range(graph.scalar(lanes.size()), lanes));
  }
}
