package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.graph.DataType;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Initializer;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that compute blocks twice against steps that keep everything. */
class RecomputingStepsTest {
  private static final String RELU = config("relu");
  private static final String GATED = config("gated-gelu");

  private static String config(String feedForward) {
    return """
        {"model_type": "t5", "vocab_size": 60, "d_model": 16, "d_kv": 4, "d_ff": 24,
         "num_layers": 2, "num_decoder_layers": 3, "num_heads": 4, "decoder_start_token_id": 0,
         "feed_forward_proj": "%s"}"""
        .formatted(feedForward);
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of(RELU, false, false, Arithmetic.FLOAT32, 1),
        Arguments.of(GATED, false, false, Arithmetic.FLOAT32, 1000),
        Arguments.of(RELU, true, false, Arithmetic.FLOAT32, 1),
        Arguments.of(RELU, false, true, Arithmetic.FLOAT32, 1),
        Arguments.of(RELU, true, true, Arithmetic.FLOAT32, 1000),
        Arguments.of(GATED, true, true, new Arithmetic(DataType.BFLOAT16, true), 1),
        Arguments.of(RELU, true, true, new Arithmetic(DataType.FLOAT16, true), 1));
  }

  /** Dropout is on: other masks in the second computation would give other gradients. */
  @ParameterizedTest
  @MethodSource("forms")
  void losses_norms_and_parameters_are_the_same_to_the_last_bit(
      String config,
      boolean accumulates,
      boolean loops,
      Arithmetic arithmetic,
      long blockElements) {
    List<float[]> expected = run(config, accumulates, loops, arithmetic, blockElements, false);
    List<float[]> actual = run(config, accumulates, loops, arithmetic, blockElements, true);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).isEqualTo(expected.get(i));
    }
    assertThat(expected.get(0)[0]).as("first loss").isGreaterThan(expected.get(2)[0]);
  }

  /** Loss and norm of each of a few steps, and then all parameters. */
  private static List<float[]> run(
      String json,
      boolean accumulates,
      boolean loops,
      Arithmetic arithmetic,
      long blockElements,
      boolean recomputes) {
    T5Config config = T5Config.parse(json);
    List<ParameterSpec> specs = T5Parameters.of(config, true);
    Stepper.Setup setup =
        new Stepper.Setup(
            config,
            ParameterLayout.of(specs, blockElements),
            new Optimization(
                Optimizer.adamW(), new LearningRate(Schedule.linear(), 1e-2, 0, 100), 0.01, 1, 0),
            0.1,
            DropoutPool.largestMask(config, 3, 7, 5),
            5,
            accumulates,
            loops,
            arithmetic,
            recomputes,
            true);
    List<float[]> results = new ArrayList<>();
    try (Stepper stepper = new Stepper(setup, new SessionOptions(1, null))) {
      T5Initializer initializer = new T5Initializer(config);
      specs.forEach(spec -> initializer.fill(spec, 3, stepper.parameters().parameter(spec.name())));
      List<Batch> step = accumulates ? List.of(batch(7, 5), batch(4, 2)) : List.of(batch(7, 5));
      for (int i = 0; i < 3; i++) {
        for (StepResult result : stepper.run(loops ? List.of(step, step) : List.of(step))) {
          results.add(new float[] {(float) result.loss(), (float) result.gradientNorm()});
        }
      }
      for (ParameterSpec spec : specs) {
        float[] values = new float[(int) spec.elements()];
        stepper.parameters().parameter(spec.name()).get(values);
        results.add(values);
      }
    }
    return results;
  }

  private static Batch batch(int source, int target) {
    return TestSteppers.batch(source, target, 60);
  }
}
