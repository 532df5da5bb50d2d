package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Buffers of small graphs, counted by hand; a float32 [n] with n = 100 is 400 bytes. */
class MemoryPlanTest {
  private static final Dim N = Dim.named("n");
  private static final Map<String, Long> EXTENTS = Map.of("n", 100L);

  private final Graph graph = new Graph("test");
  private final Value x = graph.input("x", DataType.FLOAT, Shape.of(N));
  private final Value known = graph.input("known", DataType.FLOAT, Shape.of(30));

  private PeakMemory peak() {
    return new MemoryPlan(graph).peak(EXTENTS);
  }

  private void assertPeak(long live, String node) {
    assertThat(peak()).extracting(PeakMemory::live, PeakMemory::node).containsExactly(live, node);
  }

  @Test
  void value_lives_from_its_node_to_its_last_reader() {
    Value exp = x.exp();
    Value tanh = exp.tanh(); // beside exp
    Value relu = tanh.relu(); // beside tanh; exp is gone
    graph.output("y", relu.sumAll());
    assertPeak(800, "Tanh");
  }

  @Test
  void value_that_is_read_later_stays() {
    Value exp = x.exp();
    Value relu = exp.tanh().relu();
    graph.output("y", relu.plus(exp).sumAll()); // exp, relu, their sum
    assertPeak(1200, "Relu");
  }

  @Test
  void inputs_and_outputs_lie_with_the_caller() {
    graph.output("y", x.exp());
    graph.output("z", x);
    assertPeak(0, "");
  }

  @Test
  void narrower_types_take_less() {
    Value half = x.cast(DataType.FLOAT16); // 200
    graph.output("y", half.greaterThan(0).cast(DataType.INT64)); // 100
    assertPeak(300, "Greater");
  }

  @Test
  void reshape_lies_where_its_input_does_and_keeps_it() {
    Value exp = x.exp();
    Value column = exp.reshape(Shape.of(N, Dim.ONE));
    graph.output("y", column.tanh().relu().sumAll());
    assertPeak(800, "Tanh");
  }

  @Test
  void transpose_costs_nothing_only_if_a_product_alone_reads_it() {
    Value square = graph.input("square", DataType.FLOAT, Shape.of(N, N));
    graph.output("folded", square.transpose(1, 0).matMul(square));
    assertThat(peak().live()).isZero();
    graph.output("separate", square.transpose(1, 0).exp());
    assertPeak(40_000, "Transpose_2");
  }

  @Test
  void buffer_of_known_extents_waits_for_a_value_of_the_same() {
    Value sum = known.exp().sumAll(); // 120 bytes, free after the sum of 4
    Value large = x.times(sum).exp();
    Value again = known.times(large.sumAll()); // takes them
    graph.output("y", again.sumAll());
    assertPeak(120 + 800, "Exp_2");
  }

  @Test
  void buffer_that_is_still_to_be_read_is_not_taken() {
    Value exp = known.exp();
    Value tanh = known.tanh();
    graph.output("y", exp.plus(tanh).sumAll());
    assertPeak(3 * 120, "Add");
  }

  @Test
  void buffer_of_known_extents_that_nothing_takes_is_given_back() {
    Value sum = known.exp().sumAll();
    graph.output("y", x.times(sum).exp().sumAll());
    assertPeak(800, "Exp_2");
  }

  @Test
  void buffer_of_extents_that_vary_waits_for_none() {
    Value large = graph.input("large", DataType.FLOAT, Shape.of(Dim.named("m")));
    Value sum = x.exp().sumAll(); // 400, not kept for the next [n]
    Value next = x.times(large.times(sum).exp().sumAll());
    graph.output("y", next.sumAll());
    PeakMemory peak = new MemoryPlan(graph).peak(Map.of("n", 100L, "m", 1000L));
    assertThat(peak.live()).isEqualTo(2 * 4000);
  }

  @Test
  void output_that_nothing_reads_is_given_back_at_once() {
    Value values = x.topK(10).values(); // its indices, 80 bytes, nothing reads
    graph.output("y", x.times(values.sumAll()).exp().sumAll());
    assertPeak(800, "Exp");
  }

  @Test
  void output_that_nothing_reads_waits_for_a_value_of_the_same_extents() {
    Value values = x.topK(10).values(); // 40, and 80 for the indices
    Value large = x.times(values.sumAll()).exp(); // 400 and 400
    Value.Top again = large.topK(10); // takes them
    graph.output("y", again.values().plus(again.indices().cast(DataType.FLOAT)).sumAll());
    assertPeak(800 + 40 + 80, "Exp");
  }

  @Test
  void zeros_of_known_extents_are_one_constant_that_is_always_there() {
    Value first = known.plus(known.zerosLike()).sumAll();
    Value second = known.plus(first).minus(known.zerosLike()).times(known.zerosLike()).sumAll();
    graph.output("y", x.exp().sumAll().plus(second));
    // The zeros, their extents thrice (8 bytes each), and beside them 400, or 120 and 120.
    assertThat(peak().live()).isEqualTo(120 + 24 + 400 + 4);
    // The arena has chunks for 400, for 4 and for those of 120, one of which takes the next.
    assertThat(peak().reserved()).isEqualTo((1 << 20) + 120 + 24);
    assertThat(peak().touched() % 256).isEqualTo(120 + 24);
  }

  @Test
  void value_that_a_loop_reads_inside_lives_until_then() {
    LoopCases.Body body = new LoopCases.Body(graph, "body", x.tensorType());
    Value captured = x.exp();
    Value next = body.state.plus(captured);
    graph.output("y", body.loop(graph.scalar(3), x.tanh(), next).get(0).sumAll());
    // What is captured, the first state, the last and the next; and three conditions, a byte each.
    assertPeak(4 * 400 + 3, "Add");
  }

  @Test
  void state_of_the_last_round_is_gone_once_it_is_copied() {
    LoopCases.Body body = new LoopCases.Body(graph, "body", x.tensorType());
    Value last = body.loop(graph.scalar(3), x, body.state.exp()).get(0);
    Value a = last.exp();
    Value b = a.exp();
    Value c = b.exp();
    graph.output("y", c.plus(b).plus(a).plus(last).sumAll());
    assertPeak(5 * 400 + 1, "Add"); // last, a, b, c, b + c; and the loop's condition, a byte
  }

  @Test
  void loop_holds_the_state_of_the_round_before() {
    LoopCases.Body body = new LoopCases.Body(graph, "body", x.tensorType());
    Value start = x.exp(); // 400, as long as the loop
    Value next = body.state.exp().tanh();
    graph.output("y", body.loop(graph.scalar(3), start, next).get(0).sumAll());
    // In the body: the state, exp of it and the next state; the loop's result.
    assertThat(peak().live()).isBetween(400L + 400 + 800, 400L + 400 + 800 + 400 + 16);
    assertThat(peak().node()).startsWith("Tanh");
  }

  @Test
  void missing_extent_is_named() {
    graph.output("y", x.exp().sumAll());
    MemoryPlan plan = new MemoryPlan(graph);
    assertThatThrownBy(() -> plan.peak(Map.of("m", 3L)))
        .isInstanceOf(GraphException.class)
        .hasMessage("dimension n: expected a value of \"n\", got {m=3}");
  }

  @Test
  void arena_holds_what_is_live_in_whole_chunks_and_is_made_of_regions() {
    graph.output("y", x.exp().tanh().relu().sumAll());
    assertThat(peak().touched()).isEqualTo(2 * 512);
    assertThat(peak().reserved()).isEqualTo(1 << 20);
  }

  @Test
  void order_is_depth_first_with_the_last_written_input_first() {
    Value exp = x.exp();
    Value tanh = x.tanh();
    graph.output("y", exp.plus(tanh));
    Value relu = x.relu();
    graph.output("z", relu);
    List<String> order = new MemoryPlan(graph).order().stream().map(Node::name).toList();
    assertThat(order).containsExactly("Relu", "Tanh", "Exp", "Add");
  }
}
