package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator's gradient against central differences, in double precision. */
class OpGradientTest {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  static Stream<OpCase> cases() {
    return DifferentiableCases.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradient_of_each_element_is_its_central_difference(OpCase op) {
    Subject subject = Subject.of(op);
    subject.gradients.forEach(
        (input, gradient) -> {
          NdArray differences =
              gradient.fillLike(place -> subject.difference(Map.of(input, unit(gradient, place))));
          assertThat(gradient.relativeDistance(differences))
              .as("%s by %s: got %s, expected %s", op, input, gradient, differences)
              .isLessThan(TOLERANCE);
        });
  }

  private static NdArray unit(NdArray like, int one) {
    return like.fillLike(place -> place == one ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradient_along_a_direction_in_all_inputs_is_its_central_difference(OpCase op) {
    Subject subject = Subject.of(op);
    Map<Value, NdArray> direction = new HashMap<>();
    double expected = 0;
    double scale = 1e-3;
    for (Map.Entry<Value, NdArray> entry : subject.gradients.entrySet()) {
      NdArray along = entry.getValue().fillLike(place -> Math.sin(3 * place + 1));
      NdArray parts = entry.getValue().zip(DataType.DOUBLE, along, (g, d) -> g * d);
      direction.put(entry.getKey(), along);
      expected += parts.sum();
      scale += parts.map(DataType.DOUBLE, Math::abs).sum();
    }
    assertThat(subject.difference(direction))
        .as(op.toString())
        .isCloseTo(expected, within(TOLERANCE * scale));
  }

  /** A case's loss and its derivatives by the floating-point inputs. */
  private record Subject(OpCase.Built built, Value loss, Map<Value, NdArray> gradients) {

    static Subject of(OpCase op) {
      OpCase.Built built = op.in(DataType.DOUBLE);
      Value loss = built.loss();
      List<Value> wanted = built.floatingInputs();
      List<Value> values = Autodiff.gradients(loss, wanted);
      ReferenceEvaluator evaluator = new ReferenceEvaluator(built.graph(), built.content());
      Map<Value, NdArray> gradients = new HashMap<>();
      for (int i = 0; i < wanted.size(); i++) {
        gradients.put(wanted.get(i), evaluator.evaluate(values.get(i)));
      }
      return new Subject(built, loss, gradients);
    }

    double difference(Map<Value, NdArray> direction) {
      return (lossAt(direction, STEP) - lossAt(direction, -STEP)) / (2 * STEP);
    }

    private double lossAt(Map<Value, NdArray> direction, double step) {
      Map<Value, NdArray> moved = new HashMap<>(built.content());
      direction.forEach(
          (input, d) ->
              moved.computeIfPresent(
                  input, (key, x) -> x.zip(x.type(), d, (a, b) -> a + step * b)));
      return new ReferenceEvaluator(built.graph(), moved).evaluate(loss).at();
    }
  }
}
