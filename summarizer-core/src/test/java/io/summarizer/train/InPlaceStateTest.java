package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.summarizer.AdamW;
import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Initializer;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps whose update is Java's against steps that the graph makes whole. */
class InPlaceStateTest {
  /** The embedding has more numbers than Java updates in one piece. */
  private static final T5Config CONFIG =
      T5Config.parse(
          """
          {"model_type": "t5", "vocab_size": 1100, "d_model": 16, "d_kv": 4, "d_ff": 24,
           "num_layers": 2, "num_heads": 4, "decoder_start_token_id": 0}""");

  private static final double NO_CLIPPING = 0;
  private static final double CLIPPING = 0.5;

  static Stream<Arguments> forms() {
    AdamW usual = Optimizer.adamW();
    AdamW other = usual.beta1(0.7).beta2(0.95).epsilon(1e-3);
    return Stream.of(
        Arguments.of(usual, 0, NO_CLIPPING, false, false, 1, 1),
        Arguments.of(usual, 0.3, CLIPPING, false, true, 2, 1),
        Arguments.of(other, 0.3, CLIPPING, true, false, 1, 1000),
        Arguments.of(other, 0.3, NO_CLIPPING, true, true, 2, 1000));
  }

  /** Dropout is on: the graph cuts its masks out of the pool, Java gives them as they lie there. */
  @ParameterizedTest
  @MethodSource("forms")
  void results_are_those_of_the_graph_to_the_last_bit(
      AdamW optimizer,
      double weightDecay,
      double maxNorm,
      boolean accumulates,
      boolean freezes,
      int threads,
      long blockElements) {
    Optimization optimization = optimization(optimizer, weightDecay, maxNorm);
    try (Stepper java = stepper(optimization, accumulates, freezes, threads, blockElements, true);
        Stepper graph =
            stepper(optimization, accumulates, freezes, threads, blockElements, false)) {
      assertThat(java.setup().updatesInPlace()).isTrue();
      assertThat(graph.setup().updatesInPlace()).isFalse();
      List<Batch> step = accumulates ? List.of(batch(7, 5), batch(4, 2)) : List.of(batch(7, 5));
      for (int i = 0; i < 5; i++) {
        assertThat(java.run(List.of(step))).isEqualTo(graph.run(List.of(step)));
      }
      assertSame(java, graph);
    }
  }

  @Test
  void call_that_is_taken_back_leaves_nothing_behind() {
    Optimization optimization = optimization(Optimizer.adamW(), 0.01, CLIPPING);
    try (Stepper back = stepper(optimization, false, false, 1, 1, true);
        Stepper straight = stepper(optimization, false, false, 1, 1, true)) {
      List<List<Batch>> first = List.of(List.of(batch(7, 5)));
      List<List<Batch>> second = List.of(List.of(batch(4, 2)));
      back.run(first);
      back.run(List.of(List.of(batch(3, 3))));
      back.takeBack();
      assertThat(back.step()).isEqualTo(1);
      straight.run(first);
      assertThat(back.run(second)).isEqualTo(straight.run(second));
      assertSame(back, straight);
    }
  }

  @Test
  void what_somebody_has_seen_cannot_be_taken_back() {
    try (Stepper stepper =
        stepper(optimization(Optimizer.adamW(), 0, CLIPPING), false, false, 1, 1, true)) {
      stepper.run(List.of(List.of(batch(7, 5))));
      stepper.parameters();
      assertThatIllegalStateException()
          .isThrownBy(stepper::takeBack)
          .withMessage(
              "takeBack: expected nobody to have looked at the parameters since the last call");
      assertThat(stepper.step()).isEqualTo(1);
    }
  }

  private static void assertSame(Stepper actual, Stepper expected) {
    for (ParameterSpec tensor : expected.parameters().layout().tensors()) {
      assertThat(TestSteppers.parameter(actual, tensor))
          .as(tensor.name())
          .isEqualTo(TestSteppers.parameter(expected, tensor));
    }
    List<float[]> states = new ArrayList<>(TestSteppers.state(actual).values());
    assertThat(states).isNotEmpty();
    assertThat(TestSteppers.state(actual).keySet())
        .isEqualTo(TestSteppers.state(expected).keySet());
    int i = 0;
    for (float[] values : TestSteppers.state(expected).values()) {
      assertThat(states.get(i++)).isEqualTo(values);
    }
  }

  private static Optimization optimization(AdamW optimizer, double decay, double maxNorm) {
    LearningRate rate = new LearningRate(Schedule.linear(), 1e-2, 2, 10);
    return new Optimization(optimizer, rate, decay, maxNorm, 0.1);
  }

  private static Stepper stepper(
      Optimization optimization,
      boolean accumulates,
      boolean freezes,
      int threads,
      long blockElements,
      boolean onCpu) {
    List<ParameterSpec> tensors = T5Parameters.of(CONFIG, true);
    Stepper.Setup setup =
        new Stepper.Setup(
            CONFIG,
            ParameterLayout.of(
                tensors,
                blockElements,
                tensor -> !freezes || ModelPart.of(tensor.name()) != ModelPart.ENCODER),
            optimization,
            0.1,
            DropoutPool.largestMask(CONFIG, 3, 7, 5),
            5,
            accumulates,
            false,
            Arithmetic.FLOAT32,
            false,
            onCpu);
    Stepper stepper = new Stepper(setup, new SessionOptions(threads, null));
    T5Initializer initializer = new T5Initializer(CONFIG);
    for (ParameterSpec tensor : tensors) {
      FloatBuffer values = stepper.parameters().parameter(tensor.name());
      initializer.fill(tensor, 3, values);
    }
    return stepper;
  }

  private static Batch batch(int source, int target) {
    return TestSteppers.batch(source, target, 1100);
  }
}
