package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A loop over the tokens of summaries, whose carried values are declared where they are used. */
final class TokenLoop {
  private final Graph graph;
  private final Graph body;
  private final Value round;
  private final List<String> names = new ArrayList<>();
  private final List<Value> first = new ArrayList<>();
  private final List<Value> carried = new ArrayList<>();
  private final Map<Value, Value> next = new HashMap<>();
  private final Map<Value, String> results = new HashMap<>();
  private final List<String> collectedNames = new ArrayList<>();
  private final List<Value> collected = new ArrayList<>();

  TokenLoop(Graph graph) {
    this.graph = graph;
    this.body = graph.body("token");
    this.round = body.input("round", DataType.INT64, Shape.SCALAR);
    body.input("condition", DataType.BOOL, Shape.SCALAR);
  }

  /** The graph around the loop. */
  Graph graph() {
    return graph;
  }

  /** The number of the round, from 0: how many tokens there are already. */
  Value round() {
    return round;
  }

  /** Whether this is the first round. */
  Value isFirst() {
    return round.equalTo(graph.scalar(0));
  }

  /**
   * A value that goes from round to round.
   *
   * @param start its value in the first round
   * @param inside its shape in all rounds
   * @return its value in a round
   */
  Value carry(String name, Value start, Shape inside) {
    Value value = body.input(name, start.type(), inside);
    names.add(name);
    first.add(start);
    carried.add(value);
    return value;
  }

  /** Says what a carried value is in the next round. */
  void next(Value value, Value following) {
    next.put(value, following);
  }

  /** Makes the last state of a carried value an output of the graph. */
  void result(String name, Value value) {
    results.put(value, name);
  }

  /** Makes a value of all rounds an output of the graph, one row for each round. */
  void collect(String name, Value row) {
    collectedNames.add(name);
    collected.add(row);
  }

  /**
   * Closes the loop.
   *
   * @param rounds at most, a scalar
   * @param more whether another round is to follow
   */
  void close(Value rounds, Value more) {
    body.output("more", more);
    for (int i = 0; i < carried.size(); i++) {
      body.output("next_" + names.get(i), Objects.requireNonNull(next.get(carried.get(i))));
    }
    for (int i = 0; i < collected.size(); i++) {
      body.output("row_" + collectedNames.get(i), collected.get(i));
    }
    Value always = graph.scalar(0).equalTo(graph.scalar(0));
    List<Value> last = graph.loop(body, rounds, always, first, Dim.named("rounds"));
    for (int i = 0; i < carried.size(); i++) {
      String name = results.get(carried.get(i));
      if (name != null) {
        graph.output(name, last.get(i));
      }
    }
    for (int i = 0; i < collected.size(); i++) {
      graph.output(collectedNames.get(i), last.get(carried.size() + i));
    }
  }
}
