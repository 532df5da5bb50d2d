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

/**
 * All tokens in one run. The rounds are those of a loop, which ends when no more than half of its
 * sources go on; a loop around it then begins another such stretch, of these only. Sources that are
 * finished cost little that way, and the state of those that are not is seldom moved.
 *
 * <p>The outputs are made of what each stretch has, one after the other; see {@link Stretches}.
 */
final class WholeLoop extends TokenLoop {
  /** Output: how many tokens there are at the end of each stretch [stretches]. */
  static final String ENDS = "ends";

  /** Output: how many sources each stretch has [stretches]. */
  static final String WIDTHS = "widths";

  /** Output: the numbers of each stretch's sources [sum of widths]. */
  static final String NUMBERS = "numbers";

  private final Graph graph;
  private final Graph stretch;
  private final Graph token;
  private final List<Passed> passed = new ArrayList<>();
  private final List<Value> kept = new ArrayList<>();
  private final Map<Value, Value> ofStretch = new HashMap<>();
  private final Value done;
  private final Rows rows;
  private final Value round;

  /**
   * A value that goes from stretch to stretch.
   *
   * @param start in the first
   * @param value in a stretch
   */
  private record Passed(String name, Value start, Value value) {}

  WholeLoop(Rows first) {
    super(first);
    this.graph = first.graph();
    this.stretch = graph.body("stretch");
    stretch.input("stretch", DataType.INT64, Shape.SCALAR);
    stretch.input("is_stretch", DataType.BOOL, Shape.SCALAR);
    this.done = pass("done", graph.scalar(0), Shape.SCALAR);
    this.rows = new Rows(keep("sources", first.sources()), first.lanes());
    this.token = stretch.body("token");
    token.input("token", DataType.INT64, Shape.SCALAR);
    token.input("is_token", DataType.BOOL, Shape.SCALAR);
    this.round = token.input("round", DataType.INT64, Shape.SCALAR);
    token.input("was_open", DataType.BOOL, Shape.of(Rows.BATCH));
  }

  @Override
  Graph graph() {
    return stretch;
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
    return graph.input(name, type, shape);
  }

  @Override
  Value share(String name, Value start) {
    return start;
  }

  @Override
  Value keep(String name, Value start) {
    Value value = pass(name, start, start.shape());
    kept.add(value);
    return value;
  }

  @Override
  Value enter(String name, Value start, Shape inside) {
    Value value = token.input(name, start.type(), inside);
    ofStretch.put(value, pass(name, start, inside));
    return value;
  }

  private Value pass(String name, Value start, Shape inside) {
    Value value = stretch.input("stretch." + name, start.type(), inside);
    passed.add(new Passed(name, start, value));
    return value;
  }

  // ---- the loops

  @Override
  void close(Value rounds, Value open) {
    Value all = rows.sources().equalTo(rows.sources());
    List<Value> start = new ArrayList<>(List.of(done, all));
    states().forEach(state -> start.add(inStretch(state)));
    Value half = rows.count().reshape(Shape.SCALAR).dividedBy(graph.scalar(2));
    token.output("another_token", Truths.count(open, false, 0).greaterThan(half));
    token.output("next_round", round.plus(graph.scalar(1)));
    token.output("open", open);
    states().forEach(state -> token.output("next." + state.name(), following(state)));
    collected().forEach((name, row) -> token.output("row." + name, row));
    List<Value> last =
        stretch.loop(token, rounds.minus(done), always(), start, Dim.named("rounds"));
    closeStretches(rounds, last.get(0), last.get(1), last.subList(2, last.size()));
  }

  /**
   * Closes the outer loop.
   *
   * @param end how many tokens there are after a stretch
   * @param open which of its sources go on
   * @param last the last states, then what was collected
   */
  private void closeStretches(Value rounds, Value end, Value open, List<Value> last) {
    Value going = open.and(end.lessThan(rounds));
    Map<Value, Value> next = new HashMap<>(Map.of(done, end));
    List<Passed> outputs = new ArrayList<>();
    // Of those that go on only, and of none after the end, where moving costs nothing.
    Value places = going.places(Dim.named("going"));
    Value rowPlaces = rows.of(places).reshape(Shape.of(rows.of(places).shape().count()));
    kept.forEach(value -> next.put(value, value.gather(places)));
    for (int i = 0; i < states().size(); i++) {
      State state = states().get(i);
      Value value = last.get(i);
      boolean ofSources = state.value().shape().dim(0).equals(Rows.BATCH);
      next.put(inStretch(state), value.gather(ofSources ? places : rowPlaces));
      result(state).ifPresent(name -> outputs.add(append(name, value, next)));
    }
    int collectedFrom = states().size();
    for (String name : collected().keySet()) {
      outputs.add(append(name, last.get(collectedFrom++), next));
    }
    outputs.add(append(NUMBERS, rows.sources(), next));

    stretch.output("another_stretch", Truths.any(going));
    for (Passed value : passed) {
      stretch.output("next_" + value.name(), Objects.requireNonNull(next.get(value.value())));
    }
    stretch.output("end", end);
    stretch.output("width", rows.count().reshape(Shape.SCALAR));
    List<Value> start = passed.stream().map(Passed::start).toList();
    List<Value> results = graph.loop(stretch, rounds, always(), start, Dim.named("stretches"));
    for (Passed output : outputs) {
      graph.output(output.name(), results.get(passed.indexOf(output)));
    }
    graph.output(ENDS, results.get(passed.size()));
    graph.output(WIDTHS, results.get(passed.size() + 1));
  }

  private Value inStretch(State state) {
    return Objects.requireNonNull(ofStretch.get(state.value()));
  }

  /** A flat output, to which every stretch appends. */
  private Passed append(String name, Value part, Map<Value, Value> next) {
    Value none = graph.zeros(part.type(), graph.vector(0), Shape.of(0));
    Value before = pass(name, none, Shape.of(Dim.named("all " + name)));
    Value flat = part.reshape(Shape.of(part.shape().count()));
    next.put(before, Value.concat(0, List.of(before, flat)));
    return passed.get(passed.size() - 1);
  }

  private Value always() {
    return graph.scalar(0).equalTo(graph.scalar(0));
  }
}
