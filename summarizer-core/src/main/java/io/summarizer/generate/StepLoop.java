package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * One token in each run: the state comes in and goes out. A first graph makes its beginning; its
 * outputs have the names of the step's inputs.
 */
final class StepLoop extends TokenLoop {
  /** Input of the step: how many tokens there are already, a scalar. */
  static final String ROUND = "round";

  private static final String NEXT = "next.";

  private final Graph beginning;
  private final Graph step = new Graph("step");
  private final Value round = step.input(ROUND, DataType.INT64, Shape.SCALAR);
  private final Rows rows;
  private final List<String> kept = new ArrayList<>();

  /**
   * A loop.
   *
   * @param first the rows of the graph that makes the beginning
   */
  StepLoop(Rows first) {
    super(first);
    this.beginning = first.graph();
    this.rows = new Rows(keep("sources", first.sources()), first.lanes());
  }

  /** The name of the output that has what a state is in the next round. */
  static String next(String state) {
    return NEXT + state;
  }

  @Override
  Graph graph() {
    return step;
  }

  @Override
  Value round() {
    return round;
  }

  @Override
  Rows rows() {
    return rows;
  }

  @Override
  Value input(String name, DataType type, Shape shape) {
    return step.input(name, type, shape);
  }

  @Override
  Value share(String name, Value start) {
    return keep(name, start);
  }

  @Override
  Value keep(String name, Value start) {
    kept.add(name);
    return enter(name, start, start.shape());
  }

  @Override
  Value enter(String name, Value start, Shape inside) {
    beginning.output(name, start);
    return step.input(name, start.type(), inside);
  }

  /** The number of rounds, and whether there is another, are up to those who run the step. */
  @Override
  void close(Value rounds, Value open) {
    for (State state : states()) {
      step.output(next(state.name()), following(state));
      result(state).ifPresent(name -> step.output(name, following(state)));
    }
    collected().forEach(step::output);
  }

  /** The names of what all rounds need: outputs of the beginning, inputs of the step. */
  List<String> kept() {
    return kept;
  }

  /** The names of what goes from round to round. */
  List<String> carried() {
    return states().stream().map(State::name).toList();
  }
}
