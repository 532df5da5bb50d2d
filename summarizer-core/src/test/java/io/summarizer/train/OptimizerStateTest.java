package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.Golden;
import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.graph.DataType;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.tokens.Batch;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stepper keeps besides the parameters, and that it is all. */
class OptimizerStateTest {
  private static final Golden GOLDEN = new Golden("t5-v1.1");
  private static final Arithmetic FLOAT16 = new Arithmetic(DataType.FLOAT16, true);

  /**
   * Of the output head: gradients overflow float16 under the first loss scale, activations never.
   */
  private static final float FACTOR = 100;

  private static final List<Optimizer> OPTIMIZERS =
      List.of(
          Optimizer.adamW(),
          Optimizer.adafactor(),
          Optimizer.adafactor().scaleParameter(true).relativeStep(true).warmupInit(true),
          Optimizer.adafactor().beta1(0.9));

  static Stream<Arguments> runs() {
    return Stream.concat(
        Stream.of(Arguments.of(Optimizer.adamW(), Arithmetic.FLOAT32)),
        OPTIMIZERS.stream().map(optimizer -> Arguments.of(optimizer, FLOAT16)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void a_stepper_that_gets_parameters_state_and_step_goes_on_bit_by_bit(
      Optimizer optimizer, Arithmetic arithmetic) {
    List<Batch> step = List.of(GOLDEN.batch());
    try (Stepper first = open(optimizer, 4_000, arithmetic);
        Stepper second = open(optimizer, 4_000, arithmetic)) {
      scale(first.parameters().parameter("lm_head.weight"), FACTOR);
      List<StepResult> before = first.run(Collections.nCopies(12, step));
      assertThat(before).first().matches(result -> result.skipped() == (arithmetic == FLOAT16));
      assertThat(before).last().matches(result -> !result.skipped());
      GOLDEN
          .tensors()
          .forEach(
              tensor ->
                  second
                      .parameters()
                      .parameter(tensor.name())
                      .put(first.parameters().parameter(tensor.name())));
      Map<ParameterSpec, FloatBuffer> state = second.optimizerState();
      first
          .optimizerState()
          .forEach((spec, values) -> Objects.requireNonNull(state.get(spec)).put(values));
      second.goOnAfter(first.step());

      assertThat(second.run(List.of(step, step))).isEqualTo(first.run(List.of(step, step)));
      for (ParameterSpec tensor : GOLDEN.tensors()) {
        assertThat(TestSteppers.parameter(second, tensor))
            .isEqualTo(TestSteppers.parameter(first, tensor));
      }
      assertThat(TestSteppers.state(second))
          .usingRecursiveComparison()
          .isEqualTo(TestSteppers.state(first));
    }
  }

  @Test
  void names_and_shapes_do_not_depend_on_the_blocks() {
    for (Optimizer optimizer : OPTIMIZERS) {
      assertThat(state(optimizer, 1_000_000))
          .containsExactlyInAnyOrderElementsOf(state(optimizer, 1));
    }
  }

  @Test
  void names_say_what_is_kept_of_which_parameter() {
    assertThat(state(Optimizer.adafactor(), 4_000))
        .contains(
            ParameterSpec.of("second_moment_row.shared.weight", 64, 1),
            ParameterSpec.of("second_moment_column.shared.weight", 1, 24),
            ParameterSpec.of("second_moment.encoder.final_layer_norm.weight", 24),
            ParameterSpec.of("loss_scale", 3))
        .noneMatch(spec -> spec.name().startsWith("first_moment"));
    assertThat(state(Optimizer.adamW(), 4_000))
        .contains(
            ParameterSpec.of("first_moment.shared.weight", 64, 24),
            ParameterSpec.of("second_moment.shared.weight", 64, 24));
  }

  @Test
  void adafactors_state_is_a_small_part_of_the_parameters() {
    long parameters = elements(GOLDEN.tensors());
    assertThat(elements(state(Optimizer.adamW(), 1))).isEqualTo(2 * parameters + 3);
    assertThat(elements(state(Optimizer.adafactor(), 1))).isLessThan(parameters / 8);
  }

  /** What a stepper with float16 keeps. */
  private static List<ParameterSpec> state(Optimizer optimizer, long blockElements) {
    return TrainingGraph.state(
            ParameterLayout.of(GOLDEN.tensors(), blockElements),
            UpdateRule.of(TestSteppers.plain(optimizer, 0)),
            FLOAT16)
        .stream()
        .flatMap(block -> block.tensors().stream())
        .toList();
  }

  @Test
  void a_step_that_float16_skips_advances_neither_relative_rate_nor_state() {
    Optimizer optimizer =
        Optimizer.adafactor().scaleParameter(true).relativeStep(true).warmupInit(true);
    List<Batch> step = List.of(GOLDEN.batch());
    try (Stepper stepper = open(optimizer, 4_000, FLOAT16)) {
      scale(stepper.parameters().parameter("lm_head.weight"), FACTOR);
      long made = 0;
      long skipped = 0;
      // Several to a call, of which the first are skipped and the last are made.
      for (StepResult result : stepper.run(Collections.nCopies(16, step))) {
        assertThat(result.learningRate()).isCloseTo(1e-6 * (made + 1), within(1e-12));
        made += result.skipped() ? 0 : 1;
        skipped += result.skipped() ? 1 : 0;
      }
      assertThat(made).isPositive();
      assertThat(skipped).isPositive();
      float[] scale = Objects.requireNonNull(TestSteppers.state(stepper).get("loss_scale"));
      assertThat(scale[2]).isEqualTo((float) made);
      // The same steps without the skipped ones.
      try (Stepper plain = open(optimizer, 4_000, FLOAT16)) {
        scale(plain.parameters().parameter("lm_head.weight"), FACTOR);
        plain
            .optimizerState()
            .forEach(
                (spec, values) -> {
                  if (spec.name().equals("loss_scale")) {
                    values.put(0, stepper.lossScale());
                  }
                });
        List<StepResult> results = plain.run(Collections.nCopies((int) made, step));
        assertThat(results).noneMatch(StepResult::skipped);
        for (ParameterSpec tensor : GOLDEN.tensors()) {
          assertThat(TestSteppers.parameter(plain, tensor))
              .as(tensor.name())
              .isEqualTo(TestSteppers.parameter(stepper, tensor));
        }
      }
    }
  }

  private static Stepper open(Optimizer optimizer, long blockElements, Arithmetic arithmetic) {
    LearningRate rate = new LearningRate(Schedule.cosine(), 1e-3, 1, 7);
    return TestSteppers.open(
        GOLDEN,
        TestSteppers.setup(
            GOLDEN,
            blockElements,
            new Optimization(optimizer, rate, 0.01, 1, 0.1),
            Set.<ModelPart>of(),
            true,
            arithmetic));
  }

  private static long elements(List<ParameterSpec> tensors) {
    return tensors.stream().mapToLong(ParameterSpec::elements).sum();
  }

  private static void scale(FloatBuffer values, float factor) {
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, values.get(i) * factor);
    }
  }
}
