package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.AdamW;
import io.summarizer.Optimizer;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Initializer;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedExample;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole network's gradients under dropout against differences of the loss, tensor by tensor:
 * the masks of a step are always the same.
 */
class DropoutGradientTest {
  private static final SessionOptions ONE_THREAD = new SessionOptions(1, null);
  private static final double MOVE = 0.005;

  /** With padding on both sides. */
  private static final Batch BATCH =
      Batch.of(
          List.of(
              new TokenizedExample(
                  "long", new int[] {7, 20, 31, 8, 9, 55, 12, 40, 1}, new int[] {5, 6, 33, 20, 1}),
              new TokenizedExample("short", new int[] {44, 9, 1}, new int[] {9, 1}),
              new TokenizedExample("middle", new int[] {3, 58, 20, 2, 1}, new int[] {58, 2, 1})),
          0);

  @ParameterizedTest
  @CsvSource({"relu, true", "relu, false", "gated-gelu, true"})
  void loss_changes_along_a_gradient_as_its_norm_says(String feedForward, boolean givenMasks) {
    T5Config config = config(feedForward);
    List<ParameterSpec> tensors = T5Parameters.of(config, true);
    try (Stepper stepper = stepper(config, tensors, givenMasks)) {
      Map<String, float[]> start = start(config, tensors);
      loss(stepper, start);
      Map<String, float[]> moments = TestSteppers.state(stepper);
      for (ParameterSpec tensor : tensors) {
        // After one step the first moment is a tenth of the gradient.
        float[] gradient = values(moments, "first_moment." + tensor.name());
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] *= 10;
        }
        double norm = norm(gradient);
        double slope =
            (loss(stepper, moved(start, tensor, gradient, MOVE / norm))
                    - loss(stepper, moved(start, tensor, gradient, -MOVE / norm)))
                / (2 * MOVE);
        assertThat(slope).as(tensor.name()).isCloseTo(norm, within(0.01 * norm + 1e-4));
      }
    }
  }

  private static double loss(Stepper stepper, Map<String, float[]> parameters) {
    stepper.reset();
    parameters.forEach((name, values) -> stepper.parameters().parameter(name).put(values));
    return stepper.run(List.of(List.of(BATCH))).get(0).loss();
  }

  private static Map<String, float[]> moved(
      Map<String, float[]> from, ParameterSpec tensor, float[] direction, double distance) {
    Map<String, float[]> result = new HashMap<>(from);
    float[] values = values(from, tensor.name());
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (distance * direction[i]);
    }
    result.put(tensor.name(), values);
    return result;
  }

  private static float[] values(Map<String, float[]> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name).clone();
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static T5Config config(String feedForward) {
    return T5Config.parse(
        """
        {"model_type": "t5", "vocab_size": 60, "d_model": 16, "d_kv": 4, "d_ff": 24,
         "num_layers": 2, "num_heads": 4, "decoder_start_token_id": 0,
         "feed_forward_proj": "%s"}"""
            .formatted(feedForward));
  }

  private static Map<String, float[]> start(T5Config config, List<ParameterSpec> tensors) {
    T5Initializer initializer = new T5Initializer(config);
    Map<String, float[]> result = new HashMap<>();
    for (ParameterSpec tensor : tensors) {
      float[] values = new float[(int) tensor.elements()];
      initializer.fill(tensor, 3, FloatBuffer.wrap(values));
      result.put(tensor.name(), values);
    }
    return result;
  }

  private static Stepper stepper(T5Config config, List<ParameterSpec> tensors, boolean onCpu) {
    AdamW optimizer = Optimizer.adamW();
    return new Stepper(
        new Stepper.Setup(
            config,
            ParameterLayout.of(tensors, 1, tensor -> true),
            TestSteppers.plain(optimizer, 0),
            0.3,
            DropoutPool.largestMask(config, 3, 9, 5),
            5,
            false,
            false,
            Arithmetic.FLOAT32,
            false,
            onCpu),
        ONE_THREAD);
  }
}
