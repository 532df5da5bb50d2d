package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.List;

/** All tokens in one run: the rounds are those of a loop of the graph. */
final class WholeLoop extends TokenLoop {
  private final Rows rows;
  private final Graph body;
  private final Value round;

  WholeLoop(Rows rows) {
    super(rows);
    this.rows = rows;
    this.body = rows.graph().body("token");
    this.round = body.input("round", DataType.INT64, Shape.SCALAR);
    body.input("condition", DataType.BOOL, Shape.SCALAR);
  }

  @Override
  Graph graph() {
    return rows.graph();
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
    return graph().input(name, type, shape);
  }

  @Override
  Value keep(String name, Value start) {
    return start;
  }

  @Override
  Value enter(String name, Value start, Shape inside) {
    return body.input(name, start.type(), inside);
  }

  @Override
  void close(Value rounds, Value more) {
    body.output("more", more);
    states().forEach(state -> body.output("next_" + state.name(), following(state)));
    collected().forEach((name, row) -> body.output("row_" + name, row));
    Value always = graph().scalar(0).equalTo(graph().scalar(0));
    List<Value> first = states().stream().map(State::start).toList();
    List<Value> last = graph().loop(body, rounds, always, first, Dim.named("rounds"));
    for (int i = 0; i < first.size(); i++) {
      Value end = last.get(i);
      result(states().get(i)).ifPresent(name -> graph().output(name, end));
    }
    int next = first.size();
    for (String name : collected().keySet()) {
      graph().output(name, last.get(next++));
    }
  }
}
