package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a search does at each token, one after the other. Its inputs, its state and its outputs are
 * declared where they are used, by calls that are the same whether the tokens come in one run or in
 * one run each.
 */
abstract class TokenLoop {
  private final Rows first;
  private final List<State> states = new ArrayList<>();
  private final Map<Value, Value> next = new HashMap<>();
  private final Map<Value, String> results = new HashMap<>();
  private final Map<String, Value> collected = new LinkedHashMap<>();

  /**
   * A value that goes from round to round.
   *
   * @param value in a round
   */
  record State(String name, Value value) {}

  /**
   * A loop.
   *
   * @param first the rows that the search begins with
   */
  TokenLoop(Rows first) {
    this.first = first;
  }

  // ---- the search

  /** The graph around the rounds: what is the same in all is computed there. */
  abstract Graph graph();

  /** The number of the round, from 0: how many tokens there are already. */
  abstract Value round();

  /** The rows of a round. */
  abstract Rows rows();

  /** A value that comes from outside. */
  abstract Value input(String name, DataType type, Shape shape);

  /** A value of no source that is the same in all rounds. */
  abstract Value share(String name, Value start);

  /** A value of each source that is the same in all rounds. */
  abstract Value keep(String name, Value start);

  /** Whether this is the first round. */
  Value isFirst() {
    return round().equalTo(graph().scalar(0));
  }

  /**
   * A value that goes from round to round.
   *
   * @param start its value in the first round, of the rows at that time
   * @param inside its shape in all rounds; the rows or their sources come first
   * @return its value in a round
   */
  Value carry(String name, Function<Rows, Value> start, Shape inside) {
    Value value = enter(name, start.apply(first), inside);
    states.add(new State(name, value));
    return value;
  }

  /** Says what a carried value is in the next round. */
  void next(Value value, Value following) {
    next.put(value, following);
  }

  /** Makes the last state of a carried value an output. */
  void result(String name, Value value) {
    results.put(value, name);
  }

  /** Makes a value of all rounds an output, one row for each round. */
  void collect(String name, Value row) {
    collected.put(name, row);
  }

  // ---- the form of the loop

  /** A carried value as it comes into a round. */
  abstract Value enter(String name, Value start, Shape inside);

  /**
   * Closes the loop.
   *
   * @param rounds at most, a scalar
   * @param open which sources go on [B]; the loop ends when none does
   */
  abstract void close(Value rounds, Value open);

  List<State> states() {
    return states;
  }

  Value following(State state) {
    return Objects.requireNonNull(next.get(state.value()), state.name());
  }

  /** The name of the output that is to have the last value of a state, if one is. */
  Optional<String> result(State state) {
    return Optional.ofNullable(results.get(state.value()));
  }

  Map<String, Value> collected() {
    return collected;
  }
}
