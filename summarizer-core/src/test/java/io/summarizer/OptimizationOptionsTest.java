package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What optimizers, schedules and parts accept, and what they say of what they do not. */
class OptimizationOptionsTest {
  private static final AdamW ADAM_W = Optimizer.adamW();
  private static final Adafactor ADAFACTOR = Optimizer.adafactor();

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong(() -> ADAM_W.beta1(1), "beta1: expected a number from 0 to below 1, got 1.0"),
        wrong(() -> ADAM_W.beta2(-0.1), "beta2: expected a number from 0 to below 1, got -0.1"),
        wrong(() -> ADAM_W.epsilon(0), "epsilon: expected a number above 0, got 0.0"),
        wrong(
            () -> ADAFACTOR.clipThreshold(0), "clipThreshold: expected a number above 0, got 0.0"),
        wrong(() -> ADAFACTOR.decayRate(0.8), "decayRate: expected a number below 0, got 0.8"),
        wrong(
            () -> ADAFACTOR.beta1(Double.NaN),
            "beta1: expected a number from 0 to below 1, got NaN"),
        wrong(() -> ADAFACTOR.epsilons(0, 1e-3), "epsilon1: expected a number above 0, got 0.0"),
        wrong(() -> ADAFACTOR.epsilons(1e-30, -1), "epsilon2: expected a number above 0, got -1.0"),
        wrong(
            () -> ADAFACTOR.warmupInit(true),
            "warmupInit: expected relativeStep to be true already, got warmupInit true and"
                + " relativeStep false"),
        wrong(
            () -> ADAFACTOR.relativeStep(true).warmupInit(true).relativeStep(false),
            "warmupInit: expected relativeStep to be true already, got warmupInit true and"
                + " relativeStep false"),
        wrong(
            () -> ADAFACTOR.relativeStep(true).checkLearningRate(1e-3),
            "learningRate and relativeStep: expected one of them, got learningRate 0.001 and"
                + " relativeStep true"),
        wrong(() -> Schedule.cosineWithRestarts(0), "cycles: expected 1 or more, got 0"),
        wrong(() -> Schedule.polynomial(0), "power: expected a number above 0, got 0.0"),
        wrong(
            () -> Schedule.polynomial(1, -1e-7),
            "endRate: expected a number of 0 or more, got -1.0E-7"),
        wrong(
            () -> Schedule.polynomial(1, 1e-3).checkPeak(1e-3),
            "endRate: expected less than learningRate, 0.001, got 0.001"));
  }

  private static Arguments wrong(ThrowingCallable call, String message) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void a_wrong_value_or_combination_is_refused(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  static Stream<ThrowingCallable> right() {
    return Stream.of(
        () -> ADAM_W.beta1(0).beta2(0),
        () -> ADAFACTOR.relativeStep(true).warmupInit(true).scaleParameter(true).beta1(0.9),
        () -> ADAFACTOR.scaleParameter(true).checkLearningRate(1e-3),
        () -> ADAFACTOR.relativeStep(true).relativeStep(false).checkLearningRate(1e-3),
        () -> Schedule.polynomial(1, 0).checkPeak(1e-9),
        () -> Schedule.linear().checkPeak(1e-9));
  }

  @ParameterizedTest
  @MethodSource("right")
  void a_right_combination_is_accepted(ThrowingCallable call) {
    assertThatCode(call).doesNotThrowAnyException();
  }

  @Test
  void defaults_are_those_of_hugging_faces_trainer() {
    assertThat(ADAM_W).isEqualTo(new AdamW(0.9, 0.999, 1e-8));
    assertThat(ADAFACTOR).isEqualTo(new Adafactor(false, false, false, 1, -0.8, null, 1e-30, 1e-3));
  }

  @Test
  void schedules_are_equal_if_their_kind_and_numbers_are() {
    assertThat(Schedule.polynomial(1)).isEqualTo(Schedule.polynomial(1, 1e-7));
    assertThat(Schedule.polynomial(1)).hasSameHashCodeAs(Schedule.polynomial(1, 1e-7));
    assertThat(Schedule.polynomial(1)).isNotEqualTo(Schedule.polynomial(1, 1e-6));
    assertThat(Schedule.linear()).isNotEqualTo(Schedule.cosine());
    assertThat(Schedule.cosineWithRestarts(2)).hasToString("cosineWithRestarts(2)");
  }

  @Test
  void every_parameter_belongs_to_a_part() {
    assertThat(ModelPart.of("shared.weight")).isEqualTo(ModelPart.EMBEDDING);
    assertThat(ModelPart.of("lm_head.weight")).isEqualTo(ModelPart.DECODER);
    assertThat(ModelPart.of("decoder.final_layer_norm.weight")).isEqualTo(ModelPart.DECODER);
    assertThat(ModelPart.of("encoder.block.0.layer.0.SelfAttention.q.weight"))
        .isEqualTo(ModelPart.ENCODER);
  }
}
