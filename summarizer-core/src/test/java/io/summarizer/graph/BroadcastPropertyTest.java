package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Broadcasting, and summing gradients back, over random pairs of shapes. */
class BroadcastPropertyTest {

  @Property(tries = 300)
  void shapes_broadcast_by_the_rule_of_numpy(
      @ForAll("shapes") List<Integer> a, @ForAll("shapes") List<Integer> b) {
    List<Integer> expected;
    try {
      expected = NdArray.broadcastShape(a, b);
    } catch (IllegalArgumentException e) {
      assertThatThrownBy(() -> shape(a).broadcast(shape(b)))
          .hasMessage("shapes " + a + " and " + b + " do not broadcast");
      return;
    }
    assertThat(shape(a).broadcast(shape(b))).isEqualTo(shape(expected));
    assertThat(shape(b).broadcast(shape(a))).isEqualTo(shape(expected));
  }

  @Property(tries = 200)
  void gradient_of_a_broadcast_factor_is_the_sum_over_the_places_that_it_went_to(
      @ForAll("pairs") List<List<Integer>> pair) {
    Graph graph = new Graph("product");
    Value a = graph.input("a", DataType.DOUBLE, shape(pair.get(0)));
    Value b = graph.input("b", DataType.DOUBLE, shape(pair.get(1)));
    NdArray left = NdArray.fill(DataType.DOUBLE, pair.get(0), place -> place + 1);
    NdArray right = NdArray.fill(DataType.DOUBLE, pair.get(1), place -> 10 - place);
    NdArray product = left.zip(DataType.DOUBLE, right, (x, y) -> x * y);
    Value gradient = Autodiff.gradients(a.times(b).sumOfSquares(), List.of(a)).get(0);

    double[] expected = new double[left.count()]; // 2 (a b) b, place by place
    NdArray places = left.fillLike(place -> place);
    for (int place = 0; place < product.count(); place++) {
      int[] index = product.index(place);
      expected[(int) places.broadcastAt(index)] +=
          2 * product.data()[place] * right.broadcastAt(index);
    }
    assertThat(new ReferenceEvaluator(graph, Map.of(a, left, b, right)).evaluate(gradient))
        .satisfies(
            actual -> {
              assertThat(actual.shape()).isEqualTo(left.shape());
              assertThat(actual.data()).containsExactly(expected); // integers: no rounding
            });
  }

  private static Shape shape(List<Integer> extents) {
    return Shape.of(extents.stream().mapToLong(Integer::longValue).toArray());
  }

  @Provide
  Arbitrary<List<Integer>> shapes() {
    return Arbitraries.integers().between(1, 3).list().ofMaxSize(4);
  }

  /** Two views of one shape, each without some outer axes and with 1 for some extents. */
  @Provide
  Arbitrary<List<List<Integer>>> pairs() {
    return shapes()
        .flatMap(full -> Combinators.combine(view(full), view(full)).as((a, b) -> List.of(a, b)));
  }

  private static Arbitrary<List<Integer>> view(List<Integer> full) {
    Arbitrary<Integer> dropped = Arbitraries.integers().between(0, full.size());
    Arbitrary<List<Boolean>> ones = Arbitraries.of(true, false).list().ofSize(full.size());
    return Combinators.combine(dropped, ones)
        .as(
            (first, one) ->
                IntStream.range(first, full.size())
                    .mapToObj(axis -> one.get(axis) ? Integer.valueOf(1) : full.get(axis))
                    .toList());
  }
}
