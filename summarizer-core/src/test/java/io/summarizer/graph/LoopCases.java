package io.summarizer.graph;

import static io.summarizer.graph.TestInput.floats;
import static io.summarizer.graph.TestInput.ints;

import java.util.List;
import java.util.function.BiFunction;

/** Loops: their states, collected rows, conditions, and what their bodies take from outside. */
final class LoopCases {
  private static final Dim ROUNDS = Dim.named("rounds");

  private LoopCases() {}

  static List<OpCase> all() {
    TestInput rounds = ints("", 3);
    return List.of(
        loop("state", rounds, floats("2"), (round, x) -> x.times(1.5)),
        loop("round", rounds, floats(""), (round, x) -> x.plus(round.cast(x.type()))),
        loop("no round", ints("", 0), floats("2"), (round, x) -> x.times(1.5)),
        new OpCase(Loop.class, "growing state", List.of(rounds, floats("1 2")), LoopCases::growing),
        new OpCase(Loop.class, "two states", List.of(rounds, floats("2")), LoopCases::twoStates),
        new OpCase(Loop.class, "collected rows", List.of(rounds, floats("2")), LoopCases::rows),
        new OpCase(Loop.class, "early end", List.of(rounds, floats("")), LoopCases::earlyEnd),
        new OpCase(
            Loop.class, "gradient descent", List.of(rounds, floats("3")), LoopCases::descent),
        new OpCase(Loop.class, "nested", List.of(rounds, floats("")), LoopCases::nested));
  }

  private static OpCase loop(
      String name, TestInput rounds, TestInput state, BiFunction<Value, Value, Value> next) {
    return new OpCase(
        Loop.class,
        name,
        List.of(rounds, state),
        in -> {
          Body body = new Body(in.get(1).graph(), "body", in.get(1).tensorType());
          return body.loop(in.get(0), in.get(1), next.apply(body.round, body.state));
        });
  }

  /** Each round doubles the rows of the state, as a cache grows. */
  private static List<Value> growing(List<Value> in) {
    Value x = in.get(1);
    Shape rows = Shape.of(Dim.named("past"), Dim.of(2));
    Body body = new Body(x.graph(), "body", new TensorType(x.type(), rows));
    return body.loop(in.get(0), x, Value.concat(0, List.of(body.state, body.state.times(2))));
  }

  /** Of two types and shapes: x n!, and n. */
  private static List<Value> twoStates(List<Value> in) {
    Value x = in.get(1);
    Graph body = x.graph().body("body");
    body.input("round", DataType.INT64, Shape.SCALAR);
    Value condition = body.input("condition", DataType.BOOL, Shape.SCALAR);
    Value product = body.input("product", x.type(), x.shape());
    Value n = body.input("n", DataType.INT64, Shape.SCALAR);
    body.output("next condition", condition);
    body.output("next product", product.times(n.cast(x.type())));
    body.output("next n", n.plus(1));
    Value one = x.graph().scalar(1);
    return x.graph().loop(body, in.get(0), one.equalTo(one), List.of(x, one), ROUNDS);
  }

  /** The body multiplies by a captured input and by what is computed once, outside. */
  private static List<Value> rows(List<Value> in) {
    Value x = in.get(1);
    Body body = new Body(x.graph(), "body", x.tensorType());
    Value next = body.state.times(x).times(x.tanh());
    return body.loop(in.get(0), x.times(2), next, next.sumAll(), body.round.plus(10));
  }

  private static List<Value> earlyEnd(List<Value> in) {
    Value x = in.get(1);
    Body body = new Body(x.graph(), "body", x.tensorType());
    return body.loopWhile(
        body.round.lessThan(x.graph().scalar(1)), in.get(0), x, body.state.plus(1), body.round);
  }

  /** A body that differentiates: each round goes down the gradient of (w - target)^4. */
  private static List<Value> descent(List<Value> in) {
    Value target = in.get(1);
    Body body = new Body(target.graph(), "body", target.tensorType());
    Value loss = body.state.minus(target).sumOfSquares();
    Value gradient = Autodiff.gradients(loss.times(loss), List.of(body.state)).get(0);
    Value next = body.state.minus(gradient.times(0.05));
    return body.loop(in.get(0), target.times(0.5), next, loss);
  }

  /** The inner body uses a state of the outer body and an input of the graph. */
  private static List<Value> nested(List<Value> in) {
    Value rounds = in.get(0);
    Value x = in.get(1);
    Body around = new Body(x.graph(), "around", x.tensorType());
    Body inside = new Body(around.graph, "inside", x.tensorType());
    Value next = inside.state.plus(around.state.times(x));
    Value sum = inside.loop(rounds, around.state, next).get(0);
    return around.loop(rounds, x, sum);
  }

  /** The body of a loop with one state. */
  static final class Body {
    final Graph graph;
    final Value round;
    final Value state;
    private final Graph around;
    private final String name;

    Body(Graph around, String name, TensorType state) {
      this.around = around;
      this.name = name;
      this.graph = around.body(name);
      this.round = graph.input(name + " round", DataType.INT64, Shape.SCALAR);
      graph.input(name + " condition", DataType.BOOL, Shape.SCALAR);
      this.state = graph.input(name + " state", state.type(), state.shape());
    }

    List<Value> loop(Value rounds, Value first, Value next, Value... rows) {
      return loopWhile(graph.inputs().get(1), rounds, first, next, rows);
    }

    List<Value> loopWhile(Value condition, Value rounds, Value first, Value next, Value... rows) {
      graph.output(name + " next condition", condition);
      graph.output(name + " next state", next);
      for (int i = 0; i < rows.length; i++) {
        graph.output(name + " row " + i, rows[i]);
      }
      Value start = around.scalar(0).equalTo(around.scalar(0));
      return around.loop(graph, rounds, start, List.of(first), ROUNDS);
    }
  }
}
