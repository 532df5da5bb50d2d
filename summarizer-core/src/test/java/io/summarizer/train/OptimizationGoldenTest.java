package io.summarizer.train;

import static io.summarizer.Golden.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.Golden;
import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.Arithmetic;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Five steps of a small T5 against transformers', see make_optimization_goldens.py. */
class OptimizationGoldenTest {
  @ParameterizedTest
  @CsvSource({"1, false", "4000, true"})
  void adafactor_with_label_smoothing_leads_to_the_parameters_of_transformers(
      long blockElements, boolean accumulatesAndLoops) {
    Golden golden = new Golden("t5-v1.0");
    Stepper.Setup setup =
        TestSteppers.setup(
            golden,
            blockElements,
            TestSteppers.plain(Optimizer.adafactor(), 0.1),
            Set.of(),
            accumulatesAndLoops,
            Arithmetic.FLOAT32);
    try (Stepper stepper = TestSteppers.open(golden, setup)) {
      expectSteps(golden, stepper, golden("t5-v1.0").get("adafactor"));
      for (ParameterSpec tensor : golden.tensors()) {
        assertThat(
                distance(
                    TestSteppers.parameter(stepper, tensor),
                    golden.tensor("adafactor.safetensors", tensor.name())))
            .as(tensor.name())
            .isLessThan(1e-4);
      }
    }
  }

  static Stream<Arguments> frozen() {
    return Stream.of("t5-v1.0", "t5-v1.1")
        .flatMap(
            variant ->
                golden(variant).get("frozen").valueStream().map(run -> Arguments.of(variant, run)));
  }

  @ParameterizedTest
  @MethodSource("frozen")
  void losses_and_norms_with_frozen_parts_are_those_of_transformers(String variant, JsonNode run) {
    Golden golden = new Golden(variant);
    Set<ModelPart> parts = EnumSet.noneOf(ModelPart.class);
    run.get("parts").forEach(part -> parts.add(ModelPart.valueOf(part.asString())));
    Stepper.Setup setup =
        TestSteppers.setup(
            golden,
            4_000,
            TestSteppers.plain(Optimizer.adamW(), 0),
            parts,
            false,
            Arithmetic.FLOAT32);
    try (Stepper stepper = TestSteppers.open(golden, setup)) {
      expectSteps(golden, stepper, run.get("steps"));
      for (ParameterSpec tensor : golden.tensors()) {
        boolean same =
            distance(
                    TestSteppers.parameter(stepper, tensor),
                    golden.tensor("model.safetensors", tensor.name()))
                == 0;
        assertThat(same).as(tensor.name()).isEqualTo(parts.contains(ModelPart.of(tensor.name())));
      }
    }
  }

  private static void expectSteps(Golden golden, Stepper stepper, JsonNode steps) {
    assertThat(steps.size()).isEqualTo(5);
    for (JsonNode expected : steps) {
      StepResult result = stepper.run(List.of(List.of(golden.batch()))).get(0);
      double loss = expected.get("loss").asDouble();
      double norm = expected.get("gradient_norm").asDouble();
      assertThat(result.loss()).isCloseTo(loss, within(1e-5 * loss));
      assertThat(result.gradientNorm()).isCloseTo(norm, within(1e-4 * norm));
    }
  }

  private static JsonNode golden(String variant) {
    return OptimizationGolden.read("/goldens/" + variant + "/optimization.json");
  }
}
