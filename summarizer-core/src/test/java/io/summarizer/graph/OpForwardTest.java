package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator, and every gradient, as ONNX Runtime computes it against the evaluator. */
class OpForwardTest {
  static Stream<OpCase> differentiable() {
    return DifferentiableCases.all().stream();
  }

  static Stream<OpCase> all() {
    return Stream.concat(differentiable(), ForwardCases.all().stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void outputs_in_onnx_runtime_are_those_of_the_evaluator(OpCase op) {
    OpCase.Built built = op.in(DataType.FLOAT);
    assertAgreement(op, built, built.outputs(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void gradients_in_onnx_runtime_are_those_of_the_evaluator(OpCase op) {
    OpCase.Built built = op.in(DataType.FLOAT);
    assertAgreement(op, built, Autodiff.gradients(built.loss(), built.floatingInputs()), 1e-4);
  }

  private static void assertAgreement(
      OpCase op, OpCase.Built built, List<Value> values, double tolerance) {
    ReferenceEvaluator evaluator = new ReferenceEvaluator(built.graph(), built.content());
    List<NdArray> expected = values.stream().map(evaluator::evaluate).toList();
    List<NdArray> actual = OnnxRuntimeRun.of(built.graph(), built.content(), values);
    for (int i = 0; i < values.size(); i++) {
      assertThat(actual.get(i).relativeDistance(expected.get(i)))
          .as("%s, %s: got %s, expected %s", op, values.get(i), actual.get(i), expected.get(i))
          .isLessThan(values.get(i).type().isFloating() ? tolerance : Double.MIN_VALUE);
    }
  }
}
