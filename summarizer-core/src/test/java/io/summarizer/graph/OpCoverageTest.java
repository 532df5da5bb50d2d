package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator is checked: its outputs in ONNX Runtime, its gradient by finite differences. */
class OpCoverageTest {
  private enum NoGradient {
    /** The output does not change with the inputs, or only in jumps: the gradient is 0. */
    STOPS,
    /** The operator has a derivative that is not implemented: asking for it is an error. */
    REFUSED
  }

  private static final ImmutableMap<Class<? extends Op>, NoGradient> WAIVERS =
      ImmutableMap.<Class<? extends Op>, NoGradient>builder()
          .put(ArgMax.class, NoGradient.STOPS)
          .put(Compare.class, NoGradient.STOPS)
          .put(Fill.class, NoGradient.STOPS)
          .put(Logical.class, NoGradient.STOPS)
          .put(NonZero.class, NoGradient.STOPS)
          .put(Positive.class, NoGradient.STOPS)
          .put(Range.class, NoGradient.STOPS)
          .put(ShapeOf.class, NoGradient.STOPS)
          .put(SizeOf.class, NoGradient.STOPS)
          .put(CumSum.class, NoGradient.REFUSED)
          .put(Extreme.class, NoGradient.REFUSED)
          .put(Loop.class, NoGradient.REFUSED)
          .put(Scatter.class, NoGradient.REFUSED)
          .put(TopK.class, NoGradient.REFUSED)
          .put(Where.class, NoGradient.REFUSED)
          .put(Window.class, NoGradient.REFUSED)
          .buildOrThrow();

  @Test
  void every_operator_has_its_cases_or_a_waiver() {
    assertThat(verdict(operators(), DifferentiableCases.all(), ForwardCases.all(), WAIVERS))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("operators")
  void operator_without_its_cases_is_named(Class<? extends Op> op) {
    List<OpCase> differentiable = without(op, DifferentiableCases.all());
    List<OpCase> forward = without(op, ForwardCases.all());
    List<String> expected = new ArrayList<>();
    if (!WAIVERS.containsKey(op)) {
      expected.add(op.getSimpleName() + ": no case in DifferentiableCases and no waiver");
    }
    expected.add(op.getSimpleName() + ": no case in DifferentiableCases or ForwardCases");
    assertThat(verdict(operators(), differentiable, forward, WAIVERS)).isEqualTo(expected);
  }

  @Test
  void waiver_of_an_operator_with_a_gradient_case_is_stale() {
    Map<Class<? extends Op>, NoGradient> waivers =
        ImmutableMap.<Class<? extends Op>, NoGradient>builder()
            .putAll(WAIVERS)
            .put(Tanh.class, NoGradient.REFUSED)
            .buildOrThrow();
    assertThat(verdict(operators(), DifferentiableCases.all(), ForwardCases.all(), waivers))
        .containsExactly("Tanh: waived, but it has a case in DifferentiableCases");
  }

  @Test
  void waiver_of_an_operator_that_is_gone_is_stale() {
    Set<Class<? extends Op>> fewer = Sets.difference(operators(), Set.of(Window.class));
    assertThat(verdict(fewer, DifferentiableCases.all(), ForwardCases.all(), WAIVERS))
        .containsExactly("Window: waived, but there is no such operator");
  }

  @ParameterizedTest
  @MethodSource("waived")
  void waiver_tells_what_the_operator_does_when_asked_for_its_gradient(Class<? extends Op> op) {
    Node node = node(op);
    if (WAIVERS.get(op) == NoGradient.STOPS) {
      assertThat(node.op().gradients(node.inputs(), node.outputs(), List.copyOf(node.outputs())))
          .hasSameSizeAs(node.inputs())
          .containsOnlyNulls();
    } else {
      assertThatThrownBy(
              () -> node.op().gradients(node.inputs(), node.outputs(), List.copyOf(node.outputs())))
          .isInstanceOf(GraphException.class)
          .hasMessageStartingWith(node.op().onnxName())
          .hasMessageEndingWith("has no gradient; compose the loss of differentiable operators");
    }
  }

  static Stream<Class<? extends Op>> waived() {
    return WAIVERS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("operators")
  void operator_with_one_input_more_is_refused_unless_it_takes_any_number(Class<? extends Op> op) {
    Node node = node(op);
    List<Value> more = new ArrayList<>(node.inputs());
    more.add(node.inputs().get(0));
    if (op == Concat.class || op == Extreme.class) {
      assertThat(Graph.applyAll(node.op(), more)).hasSize(1);
      return;
    }
    assertThatThrownBy(() -> Graph.applyAll(node.op(), more))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "%s%s: expected %d inputs, got %d",
            node.op().onnxName(),
            more.stream().map(Value::tensorType).toList(),
            node.inputs().size(),
            more.size());
  }

  /** The first use of an operator. */
  private static Node node(Class<? extends Op> op) {
    OpCase first =
        Stream.concat(DifferentiableCases.all().stream(), ForwardCases.all().stream())
            .filter(c -> c.op() == op)
            .findFirst()
            .orElseThrow();
    return first.in(DataType.FLOAT).graph().nodes().stream()
        .filter(n -> n.op().getClass() == op)
        .findFirst()
        .orElseThrow();
  }

  /** What is missing or stale, in the order of the operators' names. */
  private static List<String> verdict(
      Set<Class<? extends Op>> operators,
      List<OpCase> differentiableCases,
      List<OpCase> forwardCases,
      Map<Class<? extends Op>, NoGradient> waivers) {
    Set<String> differentiable = covered(differentiableCases);
    Set<String> forward = Sets.union(differentiable, covered(forwardCases));
    Set<String> waived = names(waivers.keySet());
    List<String> result = new ArrayList<>();
    for (String op : new TreeSet<>(Sets.union(names(operators), waived))) {
      if (!names(operators).contains(op)) {
        result.add(op + ": waived, but there is no such operator");
        continue;
      }
      if (differentiable.contains(op) && waived.contains(op)) {
        result.add(op + ": waived, but it has a case in DifferentiableCases");
      }
      if (!differentiable.contains(op) && !waived.contains(op)) {
        result.add(op + ": no case in DifferentiableCases and no waiver");
      }
      if (!forward.contains(op)) {
        result.add(op + ": no case in DifferentiableCases or ForwardCases");
      }
    }
    return result;
  }

  private static List<OpCase> without(Class<? extends Op> op, List<OpCase> cases) {
    return cases.stream().filter(c -> c.op() != op).toList();
  }

  private static Set<String> covered(List<OpCase> cases) {
    return names(cases.stream().map(OpCase::op).toList());
  }

  private static Set<String> names(Collection<Class<? extends Op>> ops) {
    return ops.stream().map(Class::getSimpleName).collect(Collectors.toSet());
  }

  /** The records at the leaves of the sealed hierarchy, in the same order in every run. */
  static ImmutableSet<Class<? extends Op>> operators() {
    return leaves(Op.class).collect(ImmutableSet.toImmutableSet());
  }

  private static Stream<Class<? extends Op>> leaves(Class<? extends Op> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(sub -> leaves(sub.asSubclass(Op.class)))
        : Stream.of(type);
  }
}
